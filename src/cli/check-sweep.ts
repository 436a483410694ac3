import { availableParallelism } from 'node:os'
import { axesOf } from '../sweep/cells.js'
import type { Size } from '../sweep/design/sized.js'
import type { SweepSearch } from '../sweep/plan.js'
import { type PreparedSweep, prepareSweep } from '../sweep/prepare.js'
import { type Estimate, estimate } from '../sweep/probe.js'
import { tellNotes } from './notes.js'
import { duration } from './progress.js'
import { columns, type Terminal } from './terminal.js'

/** Read and validate a sweep and every cell of it, and say what it will cost. @returns for `--json` */
export async function checkSweep(
  terminal: Terminal,
  file: string,
  size: Size,
  json: boolean,
): Promise<unknown> {
  const sweep = await prepareSweep(file, { size })
  const { plan } = sweep
  const cost = await estimate(sweep)
  const cores = availableParallelism()
  const facts = {
    sweep: sweep.sweep,
    experiment: plan.experiment,
    question: plan.question,
    size,
    seed: plan.seed,
    design: plan.design,
    factors: axesOf(plan),
    replicates: plan.replicates,
    primary: plan.primary,
    hypotheses: plan.hypotheses.map(({ id }) => id),
    searches: plan.searches.map(({ id }) => id),
    ...cost,
    cores,
    notes: sweep.notes,
  }
  if (!json) terminal.out(sweepText(sweep, cost, cores))
  tellNotes(terminal, sweep.notes)
  return facts
}

function sweepText({ plan, design, sweep }: PreparedSweep, cost: Estimate, cores: number): string {
  const runs = cost.most > cost.runs ? `${cost.runs} at first, ${cost.most} at most` : String(cost.runs)
  return columns([
    ['experiment', plan.experiment],
    ...(plan.question ? [['question', plan.question.trim().replace(/\s+/g, ' ')]] : []),
    ['sweep', `${sweep}, size ${plan.size}, seed ${plan.seed}`],
    ['design', plan.design.kind],
    ['factors', axesOf(plan).join(', ') || 'none'],
    ['cells', String(design.cells.length)],
    ['replicates', plan.stop ? `${plan.replicates} to ${plan.stop.rule.most}` : String(plan.replicates)],
    ['runs', plan.compare.attackOff ? `${runs}, with those that have the attack off` : runs],
    ['primary', plan.primary.join(', ') || 'none'],
    ...(plan.searches.length > 0 ? [['searches', plan.searches.map(searchWords).join('; ')]] : []),
    ['claims', plan.hypotheses.map(({ id }) => id).join(', ') || 'none'],
    [
      'time',
      `about ${duration(cost.seconds / cores)} on ${cores} cores (by a trial of ${cost.trial.toFixed(1)} s of one run, here)`,
    ],
  ])
}

/** `x10: least population.ring.stake from 0.01 to 0.5 for attack_roi_frac of 0.1`. */
const searchWords = ({ id, axis, unit = '', metric, range }: SweepSearch): string =>
  `${id}: least ${axis} from ${range.low} to ${range.high} ${unit}`.trimEnd() +
  ` for ${metric} of ${range.target}`
