import { join } from 'node:path'
import { MANIFEST_FORMAT, prettyJson } from '../record/manifest.js'
import { baseText } from './cells.js'
import type { PreparedSweep } from './prepare.js'
import type { CellStop } from './rounds.js'
import type { SweepResult } from './sweep.js'
import { writeWhole } from './whole-file.js'

/** Everything about a sweep that is not a row: `manifest.json` in its folder. */
export function writeSweepManifest(
  result: SweepResult,
  { plan, house }: PreparedSweep,
  stops: readonly CellStop[],
  seconds: number,
): void {
  const { experiment, sweep, status, cells, runs, missing, failures, tables } = result
  const stopped = stops.filter(({ status }) => status === 'stopped_budget').length
  const manifest = {
    format: MANIFEST_FORMAT,
    kind: 'sweep',
    sweep,
    experiment,
    question: plan.question,
    status,
    size: plan.size,
    seed: plan.seed,
    engineVersion: house.version,
    design: plan.design,
    factors: plan.factors.map(({ name, factor, bundle }) => ({
      ...factor,
      name,
      ...(bundle && { bundle: true }),
    })),
    cells,
    runs,
    replicates: plan.replicates,
    antithetic: plan.antithetic,
    control: plan.control,
    ...(plan.stop && { stop: { ...plan.stop.rule, own: plan.stop.precision, cellsNotPrecise: stopped } }),
    primary: plan.primary,
    compare: plan.compare,
    hypotheses: plan.hypotheses,
    searches: plan.searches.map(({ key, ...search }) => search),
    keep: plan.keep ?? 'all',
    missing,
    failed: failures.length,
    figures: plan.figures,
    odd: plan.odd,
    input: { file: plan.file.slice(plan.file.lastIndexOf('/') + 1), text: plan.text, base: baseText(plan) },
    tables,
    wall: { seconds },
  }
  writeWhole(join(result.folder, 'manifest.json'), prettyJson(manifest))
}
