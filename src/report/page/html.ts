import { escaped } from '../escape.js'

/** A piece of a page that is HTML already. Everything else is text, and is escaped when it goes into a page. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Content = Html | string | number | null | undefined | readonly Content[]

/**
 * A piece of a page: `html\`<p>${name}</p>\``. What is put in is escaped unless it is a piece itself, so that no name out
 * of a scenario can become part of the page's code.
 */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(parts.map((part, i) => (i === 0 ? part : written(contents[i - 1]) + part)).join(''))
}

function written(content: Content): string {
  if (content === null || content === undefined) return ''
  if (content instanceof Html) return content.text
  if (Array.isArray(content)) return content.map(written).join('')
  return escaped(String(content))
}

/** Words in which a number and its per cent sign stay on one line; not for code that somebody might copy. */
export const unbroken = (text: string): string => text.replace(/(\d) %/g, '$1\u00a0%')

/** Data for a script element: no text in it can end the element. */
export const embedded = (value: unknown): Html =>
  new Html(
    JSON.stringify(value)
      .replaceAll('<', '\\u003c')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029'),
  )
