import { parseHTML } from 'linkedom'

/** As much of an SVG element as we touch. */
export interface SvgElement {
  readonly outerHTML: string
  readonly ownerDocument: SvgDocument
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  append(child: unknown): void
  prepend(child: unknown): void
  textContent: string | null
}
export interface SvgDocument {
  createElementNS(namespace: string, name: string): SvgElement
}

/** A document to draw in, without a browser. The only file that knows linkedom. */
export const emptyDocument = (): SvgDocument =>
  parseHTML('<!doctype html><html><body></body></html>').document as unknown as SvgDocument

const SVG = 'http://www.w3.org/2000/svg'

/** Hang a new element into another. */
export function add(
  parent: SvgElement,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SvgElement {
  const child = parent.ownerDocument.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) child.setAttribute(key, String(value))
  if (text !== undefined) child.textContent = text
  parent.append(child)
  return child
}
