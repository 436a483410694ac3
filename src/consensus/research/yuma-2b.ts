import { rowShares } from './common.js'
import { PACKAGE, type ResearchVariant } from './variant.js'
import { epochOn } from './yuma-2.js'

/**
 * Yuma 2B: consensus from this epoch's weights, clipping, rank and bonds from the last epoch's.
 *
 * Those who moved first are not clipped for it: by the time their weights are judged, consensus has followed.
 *
 * Source: bactensor/yuma-simulation, yumas.py, Yuma2b, 2b976fd
 */
export const yuma2b: ResearchVariant = {
  id: 'yuma-2b',
  summary: "Yuma 2 that judges the weights of the epoch before by today's consensus.",
  source: `${PACKAGE}, Yuma2b, 2b976fd`,
  epoch: (given, stakes, before, params) => {
    const weights = rowShares(given)
    return epochOn(weights, before?.weights ?? weights, stakes, before, params)
  },
}
