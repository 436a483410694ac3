import { BLOCKS_PER_DAY } from '../../units.js'
import { type Axis, extent } from '../draw/axis.js'
import type { Moment } from '../draw/lines.js'
import type { RunData } from '../read/run-data.js'

/** Days since the start, the same in every picture of the run, so that they can be laid one below the other. */
export function dayAxis(run: RunData): Axis {
  const blocks = [run.network, run.subnets, run.agents, run.events].flatMap((frame) => frame.numbers('block'))
  const end = dayOf(run, extent(blocks)[1])
  return { label: 'days since the start', name: 'day', days: true, ...(end > 0 && { domain: [0, end] }) }
}

/** Day of a block since the start of the run. */
export const dayOf = (run: RunData, block: number): number => (block - run.startBlock) / BLOCKS_PER_DAY

/** Events that change the rules of the whole network, as marks on figures over time. */
export function moments(run: RunData): Moment[] {
  const names: Readonly<Record<string, string>> = { halving: 'halving of TAO', era: 'other rules' }
  const blocks = run.events.numbers('block')
  return run.events
    .texts('event')
    .flatMap((event, i) => (event in names ? [{ x: dayOf(run, blocks[i]), label: names[event] }] : []))
}

/** What was left out of figures over time, if anything. */
export const thinned = ({ samples }: RunData): string =>
  samples.shown < samples.all
    ? ` Shown are ${samples.shown} of ${samples.all} samples, evenly chosen; what lies between them is not seen.`
    : ''
