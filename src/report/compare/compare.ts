import { DataError } from '../../errors.js'
import { changesBetween, type ScenarioChange } from './changes.js'
import { adjusted, type Difference, differenceOf } from './replicates.js'
import { cellKeys, openSample, type Sample } from './sample.js'

/** What two folders of results have to say of one another. */
export interface Comparison {
  readonly a: Sample
  readonly b: Sample
  readonly changes: readonly ScenarioChange[]
  readonly differences: readonly Difference[]
  /** Metrics without a value on one side or both. */
  readonly without: number
  readonly remarks: readonly string[]
}

/**
 * Compare two runs, two sweeps, or two folders of runs: how their scenarios differ, and their outcomes, b - a, by
 * replicate where seeds agree.
 *
 * @throws DataError if one is a run and the other a sweep, or they have no cell in common
 */
export async function compareOutputs(folderA: string, folderB: string): Promise<Comparison> {
  const [left, right] = [await openSample(folderA), await openSample(folderB)]
  if (left.kind !== right.kind)
    throw new DataError(folderB, `is a ${right.kind}, and ${folderA} is a ${left.kind}: want two of a kind`)
  const [a, b, remarks] = left.kind === 'sweep' ? await commonCells(left, right) : [left, right, []]
  const names = [...new Set([...a.metrics.keys(), ...b.metrics.keys()])]
  const both = names.filter((name) => a.metrics.has(name) && b.metrics.has(name))
  const differences = both.map((metric) => {
    const column = a.columns.get(metric) ?? b.columns.get(metric)
    const found = differenceOf(a.metrics.get(metric)!, b.metrics.get(metric)!, metric)
    return { metric, unit: column?.unit ?? '', meaning: column?.meaning ?? '', ...found }
  })
  return {
    a,
    b,
    changes: changesBetween(a.scenario, b.scenario),
    differences: adjusted(differences),
    without: names.length - both.length,
    remarks: [...a.remarks, ...b.remarks, ...remarks],
  }
}

/** Both sides over the cells that both have. */
async function commonCells(a: Sample, b: Sample): Promise<[Sample, Sample, string[]]> {
  const keysOf = async ({ outputs }: Sample) => new Set((await cellKeys(outputs[0])).values())
  const [left, right] = [await keysOf(a), await keysOf(b)]
  const common = new Set([...left].filter((key) => right.has(key)))
  if (common.size === left.size && common.size === right.size) return [a, b, []]
  if (common.size === 0) throw new DataError(b.folder, `has no cell in common with ${a.folder}`)
  const remark = `Compared over the ${common.size} cells that both have; A has ${left.size}, B ${right.size}.`
  return [await openSample(a.folder, common), await openSample(b.folder, common), [remark]]
}
