/** What an observed fact says of the simulator. `cannot tell`: no run decides it, and the reason is given. */
export type FactVerdict = 'pass' | 'fail' | 'cannot tell'

/** One observed fact beside ours. */
export interface Fact {
  /** Number of the target, V1 to V33. */
  readonly id: string
  readonly what: string
  /** What was observed, and how near ours must be. */
  readonly target: string
  readonly ours: string
  readonly verdict: FactVerdict
  /** How it was measured; why it fails, or why nothing can be said. */
  readonly note?: string
  /** Of several seeds, how many pass. */
  readonly seeds?: { readonly passed: number; readonly of: number }
}

/** Whether a number lies in a closed interval; what is no number does not. */
export const within = (value: number, low: number, high: number): boolean => value >= low && value <= high

export const passes = (holds: boolean): FactVerdict => (holds ? 'pass' : 'fail')

/** A fact of which nothing can be said, with the reason. */
export const untold = (id: string, what: string, target: string, note: string): Fact => ({
  id,
  what,
  target,
  ours: '',
  verdict: 'cannot tell',
  note,
})
