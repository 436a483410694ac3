import type { World } from '../../state/world.js'
import type { RunInfo } from '../run.js'
import type { Board } from '../summary/board.js'
import type { GaugeCard } from '../summary/gauge.js'
import type { RecordView } from '../view.js'

/** A complete run, at its end: what its gauges measured, and the last state. */
export class SummaryRow {
  readonly run: RunInfo
  readonly view: RecordView
  readonly world: World
  readonly #board: Board

  constructor(run: RunInfo, view: RecordView, board: Board) {
    this.run = run
    this.view = view
    this.world = view.world
    this.#board = board
  }

  /** A gauge that the metric at hand has declared. */
  of<G extends object>(card: GaugeCard<G>): G {
    return this.#board.of(card)
  }
}
