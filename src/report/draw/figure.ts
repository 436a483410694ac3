import type { PlotOptions } from './plot.js'
import type { Shape } from './symbols.js'

/** One point a reader may ask about: a place in the picture's own coordinates, and what is there in words. */
export interface Spot {
  readonly x: number | string
  /** None: the whole vertical at x is meant. */
  readonly y?: number | string
  /** In which panel, where there are several. */
  readonly panel?: string
  readonly text: string
}

export interface LegendItem {
  readonly label: string
  readonly colour: string
  readonly shape: 'line' | 'square' | 'dot'
  /** Of a dot; a circle if left out. */
  readonly symbol?: Shape
  readonly dash?: string
  readonly opacity?: number
}

/** How a picture is drawn, for any width. */
export interface Chart {
  /** Height without the legend, px. */
  height(width: number): number
  plot(width: number): PlotOptions
  readonly legend?: readonly LegendItem[]
  readonly spots: readonly Spot[]
}

export type Cell = number | string | null

/** The figures behind a picture. */
export interface DataTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A picture with all that a reader needs beside it. */
export interface Figure {
  /** Unique on its page; also the name of its file. */
  readonly id: string
  /** What the picture shows, as a sentence without its full stop. */
  readonly title: string
  /** How to read it, and what was left out. */
  readonly note?: string
  /** For those who do not see it. */
  readonly description: string
  readonly chart: Chart
  readonly data: DataTable
}
