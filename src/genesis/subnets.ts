import type { Rules } from '../chain/rules.js'
import { gateMemory } from '../emission/shares/gate.js'
import { toLimbs } from '../numeric/limbs.js'
import type { World } from '../state/world.js'
import { TWO_32, toU16, U16_MAX } from '../units.js'
import type { Snapshot, SnapshotSubnet } from './snapshot.js'

/** Values by field that the scenario names for a subnet; see chain/subnet-fields.ts. */
// biome-ignore lint/suspicious/noExplicitAny: fields of several types; subnetFields declares each
type Named = Readonly<Record<string, any>>

/** Write a snapshot's subnet into the tables: pool, prices, switches, hyperparameters. Owners and UIDs come later. */
export function placeSubnet(world: World, from: SnapshotSubnet, uids: number, named: Named): void {
  const s = world.subnets
  const n = from.netuid
  s.exists[n] = 1
  s.registeredAt[n] = from.registeredAtBlock
  s.firstEmissionBlock[n] = from.started ? Math.max(1, from.firstEmissionBlock) : 0
  s.subtokenEnabled[n] = from.subtokenEnabled ? 1 : 0
  s.registrationAllowed[n] = from.registrationAllowed ? 1 : 0
  s.emissionEnabled[n] = (named.emissionEnabled ?? from.emissionEnabled) ? 1 : 0
  s.taoReserve[n] = from.taoReserveRao
  s.alphaReserve[n] = from.alphaReserveRao
  const [high, low] = toLimbs(BigInt(from.alphaOutRao))
  s.alphaOutHigh[n] = high
  s.alphaOutLow[n] = low
  s.protocolAlpha[n] = from.protocolAlphaRao
  s.burnedAlpha[n] = from.burnedAlphaRao
  s.volume[n] = from.volumeRao
  s.movingPrice[n] = from.movingPriceBits / TWO_32
  s.minerBurned[n] = named.minerBurned ?? from.minerBurned
  s.maxUids[n] = Math.min(uids, from.maxUids)
  placeParams(world, n, from, named)
}

function placeParams(world: World, n: number, from: SnapshotSubnet, named: Named): void {
  const s = world.subnets
  const u16 = (value: number | undefined, preset: number) => (value === undefined ? preset : toU16(value))
  s.tempo[n] = named.tempo ?? from.tempo
  s.immunityPeriod[n] = named.immunityPeriod ?? from.immunityPeriod
  s.burn[n] = named.burn ?? from.burnRao
  s.minBurn[n] = named.minBurn ?? s.minBurn[n]
  s.maxBurn[n] = named.maxBurn ?? s.maxBurn[n]
  s.burnHalfLife[n] = named.burnHalfLife ?? s.burnHalfLife[n]
  s.burnIncrease[n] = named.burnIncrease ?? s.burnIncrease[n]
  s.yuma3[n] = (named.yuma3 ?? from.yuma3) ? 1 : 0
  s.liquidAlpha[n] = (named.liquidAlpha ?? from.liquidAlpha) ? 1 : 0
  s.commitReveal[n] = (named.commitReveal ?? from.commitReveal) ? 1 : 0
  s.revealPeriod[n] = named.revealPeriod ?? s.revealPeriod[n]
  s.ownerCutEnabled[n] = (named.ownerCutEnabled ?? true) ? 1 : 0
  s.ownerCutAutoLock[n] = (named.ownerCutAutoLock ?? false) ? 1 : 0
  s.recycleWithheld[n] = (named.recycleWithheld ?? false) ? 1 : 0
  // Half of 65,535 is 32,767.5; the chain's majority is the whole number below.
  s.kappa[n] = u16(named.kappa, s.kappa[n])
  s.bondsPenalty[n] = u16(named.bondsPenalty, s.bondsPenalty[n])
  s.alphaLow[n] = u16(named.alphaLow, s.alphaLow[n])
  s.alphaHigh[n] = u16(named.alphaHigh, s.alphaHigh[n])
  s.alphaSteepness[n] =
    named.alphaSteepness === undefined ? s.alphaSteepness[n] : Math.round(named.alphaSteepness * 100)
  s.bondsMovingAverage[n] =
    named.bondsMovingAverage === undefined
      ? s.bondsMovingAverage[n]
      : Math.round(named.bondsMovingAverage * 1e6)
  s.mechanisms[n] = named.mechanisms ?? s.mechanisms[n]
  s.mechanismSplit[n] = named.mechanismSplit === undefined ? -1 : toU16(named.mechanismSplit)
  s.userLiquidity[n] = (named.userLiquidity ?? false) ? 1 : 0
  s.maxValidators[n] = named.maxValidators ?? s.maxValidators[n]
  s.weightsRateLimit[n] = named.weightsRateLimit ?? s.weightsRateLimit[n]
  s.maxWeightLimit[n] = u16(named.maxWeightLimit, s.maxWeightLimit[n])
  s.weightsVersionKey[n] = named.weightsVersionKey ?? s.weightsVersionKey[n]
  s.activityCutoff[n] = named.activityCutoff ?? s.activityCutoff[n]
  s.activityCutoffFactor[n] = named.activityCutoffFactor ?? s.activityCutoffFactor[n]
  s.nullConsensus[n] = (named.nullConsensus ?? false) ? 1 : 0
  s.bondsReset[n] = (named.bondsReset ?? false) ? 1 : 0
  s.minAllowedWeights[n] = named.minAllowedWeights ?? s.minAllowedWeights[n]
  s.stakeThreshold[n] = named.stakeThreshold ?? s.stakeThreshold[n]
}

/** Other hyperparameters for a subnet that lives; those not named stay as they are. */
export function changeSubnet(world: World, n: number, named: Named): void {
  const s = world.subnets
  const now = {
    tempo: s.tempo[n],
    immunityPeriod: s.immunityPeriod[n],
    burnRao: s.burn[n],
    yuma3: s.yuma3[n] === 1,
    liquidAlpha: s.liquidAlpha[n] === 1,
    commitReveal: s.commitReveal[n] === 1,
  } as SnapshotSubnet
  const split = s.mechanismSplit[n]
  if (named.emissionEnabled !== undefined) s.emissionEnabled[n] = named.emissionEnabled ? 1 : 0
  placeParams(world, n, now, {
    ownerCutEnabled: s.ownerCutEnabled[n] === 1,
    ownerCutAutoLock: s.ownerCutAutoLock[n] === 1,
    recycleWithheld: s.recycleWithheld[n] === 1,
    nullConsensus: s.nullConsensus[n] === 1,
    bondsReset: s.bondsReset[n] === 1,
    userLiquidity: s.userLiquidity[n] === 1,
    ...(split < 0 ? {} : { mechanismSplit: split / U16_MAX }),
    ...named,
  })
}

/** Epochs are spread over a tempo by netuid, as the chain does with newborn subnets. */
export function placeEpochs(world: World): void {
  const s = world.subnets
  for (const n of world.netuids) {
    const ago = s.tempo[n] > 0 ? (n * 47) % s.tempo[n] : 0
    s.lastEpochBlock[n] = world.block - ago
    s.lastStepBlock[n] = s.lastEpochBlock[n]
    s.epochIndex[n] = s.tempo[n] > 0 ? Math.floor((world.block - s.registeredAt[n]) / s.tempo[n]) : 0
  }
}

/** The stored bar of the gate goes on where the snapshot knows it. */
export function placeGateBar(world: World, rules: Rules, snapshot: Snapshot): void {
  if (snapshot.gateBarBits === '0') return
  const memory = gateMemory.of(world)
  memory.bar[0] = Number(BigInt(snapshot.gateBarBits)) / 2 ** 64
  memory.rank[0] = rules.params.barRank
  memory.quantile[0] = rules.params.barQuantile
}
