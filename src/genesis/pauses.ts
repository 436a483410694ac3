import type { Strategy } from '../agents/strategy.js'
import type { Scenario } from '../scenario/scenario.js'

/** Until which block each cohort that a script pauses sleeps. */
export type Pauses = ReadonlyMap<string, { until: number }>

/** A place for each cohort that the scenario will pause; others are not asked. */
export const pausesOf = ({ events }: Pick<Scenario, 'events'>): Pauses =>
  new Map(
    events
      .filter(({ kind }) => kind === 'pause-cohort')
      .map(({ values }) => [String(values.cohort), { until: 0 }]),
  )

/** A strategy that does nothing while it is paused. Its clock goes on, so that it wakes when it would have. */
export const pausable = (strategy: Strategy, pause: { until: number }): Strategy => ({
  ...strategy,
  decide(me, chain, desk, outside) {
    if (chain.block >= pause.until) strategy.decide(me, chain, desk, outside)
  },
})
