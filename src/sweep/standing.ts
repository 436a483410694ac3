/** How far a sweep is. */
export interface SweepStanding {
  /** Runs that are wanted so far; more may follow where a stopping rule decides. */
  readonly total: number
  /** Of them finished, those of earlier calls included. */
  readonly done: number
  /** Of them finished before this call. */
  readonly reused: number
  readonly failed: number
  /** Under way, as far as the queue's width tells. */
  readonly running: number
  /** Wall time of the runs of this call in all, seconds. */
  readonly seconds: number
}

export class Standing implements SweepStanding {
  total = 0
  done = 0
  reused = 0
  failed = 0
  running = 0
  seconds = 0
  readonly #told: (standing: SweepStanding) => void

  constructor(told: (standing: SweepStanding) => void = () => {}) {
    this.#told = told
  }

  tell(): void {
    this.#told(this)
  }
}
