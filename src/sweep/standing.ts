/** How far a sweep is. */
export interface SweepStanding {
  /** Different runs asked for so far. */
  readonly total: number
  /** Runs that will be asked for, as far as is known: equal ones of two cells may make it less, a stopping rule more. */
  readonly expected: number
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
  expected = 0
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
