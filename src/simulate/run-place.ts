import type { SavedRun } from './save.js'

/** Who a run is within an experiment. */
export interface RunPlace {
  /** Name of what determines the run. */
  configHash?: string
  experiment?: string
  cellId?: number
  rep?: number
  /** Go on from a saved state: the horizon counts from where that run began, records begin anew. */
  from?: SavedRun
  /** Put the state aside once so many blocks have passed since the run began. */
  save?: { after: number; keep(state: SavedRun): void }
}
