import { join } from 'node:path'
import { MANIFEST_FORMAT, prettyJson } from '../record/manifest.js'
import { baseText } from './cells.js'
import type { PreparedSweep } from './prepare.js'
import type { SweepResult } from './sweep.js'
import { writeWhole } from './whole-file.js'

/**
 * Everything about a sweep that is not a row: `manifest.json` in its folder.
 *
 * @param limit  only so many cells, the first
 */
export function writeSweepManifest(
  result: SweepResult,
  { plan, house }: PreparedSweep,
  limit: number | undefined,
  seconds: number,
): void {
  const { experiment, sweep, status, cells, runs, missing, failures, notPrecise, tables } = result
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
    // Then the tables speak of the first cells of the design alone.
    ...(limit !== undefined && { limit }),
    runs,
    replicates: plan.replicates,
    antithetic: plan.antithetic,
    control: plan.control,
    ...(plan.stop && {
      stop: { ...plan.stop.rule, own: plan.stop.precision, cellsNotPrecise: notPrecise.length, notPrecise },
    }),
    primary: plan.primary,
    compare: plan.compare,
    hypotheses: plan.hypotheses,
    searches: plan.searches.map(({ key, ...search }) => search),
    keep: plan.keep ?? 'all',
    plugins: house.plugins?.map(({ file, sha256 }) => ({ file, sha256 })),
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
