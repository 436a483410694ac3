import { DataError } from '../errors.js'
import { RAO_PER_TAO, TWO_32 } from '../units.js'
import type { Capture, Sighting } from './captures.js'
import { type Candidate, Filler } from './fill.js'
import type { Lineage } from './lineage.js'
import type { FilledValue, SnapshotSubnet } from './snapshot.js'

/** First block of spec 411, with the emission switch; bought alpha is kept since 413. Source: data/README.md */
const SPEC_411 = 8_283_784
/** First emission block of every subnet registered before it. Source: the July and September captures. */
const FIRST_START = 5_228_683
/** StartCallDelay until 2026, blocks. Source: pallets/subtensor/src/lib.rs, v2.0.0 */
const START_DELAY = 50_400
/** From about here on every subnet was registered with Yuma 3. Source: the September capture, 32 of 128. */
const YUMA3_SINCE = 8_000_000

/** One subnet of a capture, completed: what the block lacks comes from a rule, the nearest capture, or a default. */
export function completeSubnet(
  captures: readonly Capture[],
  lineage: Lineage,
  block: number,
  netuid: number,
  filled: FilledValue[],
): SnapshotSubnet {
  const filler = new Filler(captures, lineage, block, netuid, filled)
  const life = completeLife(filler)
  return { netuid, ...life, ...completePool(filler, life.started), ...completeParameters(filler) }
}

function completeLife(filler: Filler) {
  const { birth, block } = filler
  const birthPlace = filler.nearest('registeredAtBlock')?.from ?? ''
  const start = startOf(filler)
  const started = filler.take('started', [], { value: start.value <= block, from: start.from })
  const switchOf =
    block < SPEC_411 ? { value: true, from: 'no switch before spec 411' } : filler.nearest('emissionEnabled')
  return {
    registeredAtBlock: filler.take('registeredAtBlock', [], { value: birth, from: birthPlace }),
    firstEmissionBlock: filler.take(
      'firstEmissionBlock',
      [],
      started ? start : { value: 0, from: 'not started' },
    ),
    started,
    subtokenEnabled: filler.take('subtokenEnabled', [], { value: started, from: 'set by the start call' }),
    registrationAllowed: filler.plain('registrationAllowed'),
    emissionEnabled: filler.take('emissionEnabled', [switchOf], { value: false, from: 'off in new subnets' }),
  }
}

function completePool(filler: Filler, started: boolean) {
  const { own, block, netuid } = filler
  const { taoReserveRao, alphaReserveRao } = own
  if (taoReserveRao === undefined || alphaReserveRao === undefined) {
    throw new DataError(`block ${block}`, `subnet ${netuid} has no reserves`)
  }
  const even = { value: 0.5, from: 'default' }
  const quoteWeight = filler.take('quoteWeight', [weightOf(own), filler.nearest('quoteWeight')], even)
  const price = ((1 - quoteWeight) * taoReserveRao) / (quoteWeight * alphaReserveRao)
  const none = { value: 0, from: 'default' }
  const alphaOutRao = filler.take('alphaOutRao', alphaOutCandidates(filler), none)
  const alphaRao = alphaOutRao + alphaReserveRao
  const part = (column: 'protocolAlphaRao' | 'burnedAlphaRao') => {
    const found = partOfAlpha(filler, column, alphaRao)
    return found && { ...found, value: Math.min(found.value, alphaOutRao) }
  }
  const protocol =
    block < SPEC_411 ? { value: 0, from: 'recycled before spec 413' } : part('protocolAlphaRao')
  return {
    taoReserveRao,
    alphaReserveRao,
    alphaOutRao,
    protocolAlphaRao: filler.take('protocolAlphaRao', [protocol], none),
    burnedAlphaRao: filler.take('burnedAlphaRao', [part('burnedAlphaRao')], none),
    quoteWeight,
    // The moving price follows spot with a half-life of 8 hours: spot is nearer to it than any other day's value.
    movingPriceBits: filler.take('movingPriceBits', [], {
      value: started ? Math.floor(Math.min(price, 1) * TWO_32) : 0,
      from: 'spot price',
    }),
    minerBurned: filler.plain('minerBurned'),
    volumeRao: filler.plain('volumeRao'),
  }
}

function completeParameters(filler: Filler) {
  const byBirth = { value: filler.birth >= YUMA3_SINCE, from: 'default by registration' }
  return {
    tempo: filler.plain('tempo'),
    immunityPeriod: filler.plain('immunityPeriod'),
    burnRao: filler.plain('burnRao'),
    maxUids: filler.plain('maxUids'),
    uids: filler.plain('uids'),
    validators: filler.plain('validators'),
    validatorStakeHhi: filler.plain('validatorStakeHhi'),
    ownerAlphaShare: filler.plain('ownerAlphaShare'),
    yuma3: filler.take('yuma3', [filler.nearest('yuma3')], byBirth),
    liquidAlpha: filler.plain('liquidAlpha'),
    commitReveal: filler.plain('commitReveal'),
  }
}

/** First emission block as other captures have it, else by the start delay in force when the subnet was born. */
function startOf({ others, birth }: Filler): Candidate<number> {
  const found = others.find(({ seen }) => seen.firstEmissionBlock)
  if (found) return { value: found.seen.firstEmissionBlock!, from: `block ${found.block}` }
  // A capture that saw the subnet unstarted says more than a rule does.
  if (others.some(({ seen }) => seen.firstEmissionBlock === 0)) {
    return { value: Number.MAX_SAFE_INTEGER, from: 'not started later either' }
  }
  return birth < FIRST_START
    ? { value: FIRST_START, from: 'first start calls' }
    : { value: birth + START_DELAY, from: 'registration and start delay' }
}

/**
 * Weight of TAO that makes a weighted pool quote the published price p:  w = y / (y + p x)
 *
 * y TAO and x alpha in the pool.
 * Source: pallets/swap/src/migrations/migrate_swapv3_to_balancer.rs, 14bc6f9f.
 */
function weightOf({ spotPrice, taoReserveRao, alphaReserveRao }: Sighting): Candidate<number> | undefined {
  if (!spotPrice) return undefined
  const value = taoReserveRao! / (taoReserveRao! + spotPrice * alphaReserveRao!)
  return { value, from: 'reserves and published price' }
}

/** Alpha in the pool and outside it. */
const issuedOf = ({ alphaIssuedRao, alphaOutRao, alphaReserveRao }: Sighting): number | undefined =>
  alphaIssuedRao ?? (alphaOutRao === undefined ? undefined : alphaOutRao + (alphaReserveRao ?? 0))

/**
 * Alpha outside the pool: issuance less the pool, with issuance carried from another capture at 1 alpha a block, the
 * part minted for participants. Alpha injected and alpha recycled are left out: within 15 % over 60 days.
 */
function alphaOutCandidates({ own, others, block }: Filler): Candidate<number>[] {
  const pool = own.alphaReserveRao!
  const candidates: Candidate<number>[] = []
  if (own.alphaIssuedRao !== undefined) {
    candidates.push({ value: Math.max(0, own.alphaIssuedRao - pool), from: 'alpha issued less the pool' })
  }
  for (const other of others) {
    const issued = issuedOf(other.seen)
    if (issued === undefined) continue
    const value = Math.max(0, issued + (block - other.block) * RAO_PER_TAO - pool)
    candidates.push({ value, from: `issuance of block ${other.block}, 1 alpha a block` })
  }
  return candidates
}

/** A part of the alpha issued keeps its proportion from one capture to another. */
function partOfAlpha(
  { others }: Filler,
  column: 'protocolAlphaRao' | 'burnedAlphaRao',
  alphaRao: number,
): Candidate<number> | undefined {
  for (const { block, seen } of others) {
    const part = seen[column]
    const issued = issuedOf(seen)
    if (part === undefined || !issued) continue
    const value = Math.floor((part / issued) * alphaRao)
    return { value, from: `block ${block}, in proportion to alpha issued` }
  }
  return undefined
}
