import type { EpochInput } from '../../src/consensus/inputs.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'

/** A small generator of its own, so that one number from fast-check decides a whole history. */
export function generator(seed: number): (below: number) => number {
  let s = seed | 0
  return (below) => {
    s = (Math.imul(s, 1664525) + 1013904223) | 0
    return Math.floor(((s >>> 8) / 2 ** 24) * below)
  }
}

const penalties = [0, 1, 20_000, 32_768, 65_534, 65_535]
const kappas = [0, 1, 20_000, 32_767, 32_767, 32_767, 45_000, 65_535]

/** A small subnet with parameters, stakes and masks from all corners. */
export function world(pick: (below: number) => number): { matrix: SubnetMatrix; input: EpochInput } {
  const capacity = 12
  const n = 3 + pick(8)
  const column = (f: (i: number) => number) => Float64Array.from({ length: capacity }, (_, i) => f(i))
  const input: EpochInput = {
    n,
    block: 1000,
    lastStepBlock: pick(3) === 0 ? 0 : 640,
    ownerUid: pick(2) === 0 ? pick(n) : -1,
    params: {
      kappa: kappas[pick(kappas.length)],
      bondsPenalty: penalties[pick(penalties.length)],
      bondsMovingAverage: [0, 500_000, 900_000, 975_000, 1_000_000][pick(5)],
      yuma3: pick(3) > 0,
      liquidAlpha: pick(2) === 0,
      alphaLow: 1638 + pick(40_000),
      alphaHigh: 45_875 + pick(19_000),
      alphaSteepness: [1000, 100, -1000, 5000][pick(4)],
      tempo: 360,
      activityCutoff: 1500,
      maxValidators: 1 + pick(n),
      stakeThreshold: pick(2) === 0 ? 0 : 1e9,
      decayOmitted: pick(4) === 0,
      bondMask: (['last-epoch', 'last-epoch', 'last-tempo', 'last-update'] as const)[pick(4)],
      ownerByStake: pick(4) === 0,
    },
    stake: column(() => [0, 1e6, 1e9, 5e12, 5e12, 7e14][pick(6)] * (1 + pick(3))),
    lastUpdate: column(() => pick(1000)),
    registeredAt: column(() => pick(700)),
    permit: Uint8Array.from({ length: capacity }, () => (pick(3) > 0 ? 1 : 0)),
    commitBlock: pick(2) === 0 ? null : column(() => (pick(2) === 0 ? Number.POSITIVE_INFINITY : pick(1000))),
    pool: 1 + pick(2 ** 24) * 23_456,
  }
  return { matrix: new SubnetMatrix(capacity), input }
}

/** Between epochs: new weights, moved stake, now and then a newcomer. */
export function mutate(pick: (below: number) => number, matrix: SubnetMatrix, input: EpochInput): void {
  const { n } = input
  for (let i = 0; i < n; i++) {
    if (pick(2) === 0) continue
    const uids = Array.from({ length: n }, (_, j) => j).filter(() => pick(3) > 0)
    // few distinct values, so that scores tie and medians lie on ties
    matrix.setRow(
      i,
      uids,
      uids.map(() => [0, 1, 9000, 30_000, 65_535, 65_535 - pick(9)][pick(6)]),
    )
    input.lastUpdate[i] = input.block - pick(50)
  }
  for (let i = 0; i < n; i++)
    if (pick(4) === 0) input.stake[i] = Math.floor(input.stake[i] * (1 + pick(100) / 1e4))
  if (pick(3) === 0) {
    const uid = pick(n)
    matrix.replaceUid(uid)
    input.registeredAt[uid] = input.block - pick(300)
    input.permit[uid] = 0
  }
  if (pick(8) === 0) input.n = Math.min(matrix.capacity, n + 1)
}
