/** Rows of a CSV file by column, all text. Quotes are understood, line breaks within them are not. */
export function readCsv(text: string): Record<string, string>[] {
  const [header, ...lines] = text.trimEnd().split('\n').map(cellsOf)
  return lines.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]])))
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  )
