const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in HTML and XML, within elements and attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => named[letter])
