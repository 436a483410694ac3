import type { Problem } from '../errors.js'
import { Check } from '../scenario/check.js'
import { placeIn } from '../scenario/place-in.js'
import { readTree } from '../scenario/read.js'
import { placeOf } from '../scenario/tree.js'
import { treeAtSize } from './file/sized-tree.js'
import type { SweepPlan } from './plan.js'

/** Gives problems that are found once a sweep file has been read their place in it, by their paths. */
export function placedIn({ text, file, size }: SweepPlan): (problem: Problem) => Problem {
  const written = readTree(file, text, new Check())
  const tree = written && treeAtSize(written, size)
  return (problem) => ({ ...problem, file, ...(tree && placeOf(placeIn(tree, problem.path))) })
}
