import { Resvg } from '@resvg/resvg-js'
import { DataError } from '../../errors.js'

/** Fonts that are tried, where the common systems keep them. */
const FAMILIES = ['DejaVu Sans', 'Liberation Sans', 'Noto Sans', 'Helvetica', 'Arial']

/**
 * A drawing as PNG, twice its size, so that it is sharp in print. The only file that knows resvg.
 *
 * @throws DataError if this machine has no font to write with: letters would silently be missing
 */
export function toPng(svg: string): Uint8Array {
  family ??= FAMILIES.find(canWrite)
  if (family === undefined) {
    throw new DataError('--png', 'found no font to write with, want one such as that of fonts-dejavu-core')
  }
  return render(svg, family).asPng()
}

let family: string | undefined

const render = (svg: string, defaultFontFamily: string) =>
  new Resvg(svg.replaceAll(/font-family="[^"]*"/g, `font-family="${defaultFontFamily}"`), {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: true, defaultFontFamily, sansSerifFamily: defaultFontFamily },
  }).render()

/** A letter in this font leaves a trace. */
function canWrite(name: string): boolean {
  const letter = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="16" font-family="x">M</text></svg>`
  return render(letter, name).pixels.some((byte) => byte !== 0)
}
