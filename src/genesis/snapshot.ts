/**
 * What a run starts from: the state of the network at one block, as plain data.
 *
 * A snapshot holds facts only; where a fact is missing it was filled, and `filled` says from where. It can be written
 * as JSON and handed to the engine anywhere: nothing here knows about files.
 */
export interface Snapshot {
  /** Kebab-case, such as `mainnet-2026-10-08`. */
  readonly id: string
  readonly title: string
  /** The state is the one at the start of this block, before its coinbase. */
  readonly block: number
  /** Time of that block, ISO 8601, seconds. */
  readonly dateUtc: string
  /** Runtime version in force at the block, as far as known. */
  readonly specVersion: number
  /** TAO issued and not recycled, RAO; a decimal string because it passes 2^53. */
  readonly issuanceRao: string
  /** TAO staked on root, RAO, below 2^53. */
  readonly rootTaoRao: number
  /** Stored bar of the emission gate, parts of 2^64, decimal; '0' if none was stored or none is known. */
  readonly gateBarBits: string
  /** Where the figures come from: repository, path, commit; and what was derived and how. */
  readonly sources: readonly string[]
  /** The files it was made of. */
  readonly files: readonly SnapshotFile[]
  /** Ascending by netuid; root is not among them. */
  readonly subnets: readonly SnapshotSubnet[]
  /** Every value that the snapshot's own files lack. */
  readonly filled: readonly FilledValue[]
}

export interface SnapshotFile {
  readonly name: string
  /** Of its bytes, hexadecimal. */
  readonly sha256: string
}

/** One subnet. Amounts are whole RAO below 2^53; blocks count from the chain's genesis. */
export interface SnapshotSubnet {
  readonly netuid: number
  /** NetworkRegisteredAt. */
  readonly registeredAtBlock: number
  /** FirstEmissionBlockNumber; 0 = not started. */
  readonly firstEmissionBlock: number
  readonly started: boolean
  readonly subtokenEnabled: boolean
  readonly registrationAllowed: boolean
  /** SubnetEmissionEnabled. */
  readonly emissionEnabled: boolean

  /** SubnetTAO: TAO in the pool. */
  readonly taoReserveRao: number
  /** SubnetAlphaIn: alpha in the pool. */
  readonly alphaReserveRao: number
  /** SubnetAlphaOut: alpha outside the pool, the chain's own and the burned included. */
  readonly alphaOutRao: number
  /** SubnetProtocolAlpha: part of alphaOut that the chain bought. */
  readonly protocolAlphaRao: number
  /** Part of alphaOut that was burned for good. */
  readonly burnedAlphaRao: number
  /** Weight of the TAO side of the pool, 0..1. */
  readonly quoteWeight: number
  /** SubnetMovingPrice, TAO per alpha, parts of 2^32. */
  readonly movingPriceBits: number
  /** MinerBurned: share of the miners' incentive withheld, 0..1. */
  readonly minerBurned: number
  /** SubnetVolume: cumulative TAO traded. */
  readonly volumeRao: number

  /** Blocks between epochs. */
  readonly tempo: number
  /** ImmunityPeriod of a UID, blocks. */
  readonly immunityPeriod: number
  /** Price of registering a neuron. */
  readonly burnRao: number
  /** MaxAllowedUids. */
  readonly maxUids: number
  /** UIDs in use. */
  readonly uids: number
  /** UIDs with a validator permit. */
  readonly validators: number
  /** Herfindahl index of stake weight among validators, 0..1. */
  readonly validatorStakeHhi: number
  /** The owner's part of all alpha issued, 0..1. */
  readonly ownerAlphaShare: number
  readonly yuma3: boolean
  readonly liquidAlpha: boolean
  readonly commitReveal: boolean
}

/** A value that was not in the snapshot's own files. */
export interface FilledValue {
  /** null: a figure of the network, not of one subnet. */
  readonly netuid: number | null
  readonly column: string
  readonly value: number | string | boolean
  /** `block 9184186`, `default`, or the rule by which it was derived. */
  readonly from: string
}

/** The k subnets with the most TAO in their pools, largest first; ties go to the lower netuid. */
export function largestSubnets(snapshot: Snapshot, k: number): number[] {
  return [...snapshot.subnets]
    .sort((a, b) => b.taoReserveRao - a.taoReserveRao || a.netuid - b.netuid)
    .slice(0, k)
    .map((subnet) => subnet.netuid)
}

/**
 * The snapshot with these subnets only. Everything of the network stays as it is (issuance, root TAO, date); values
 * filled for the subnets left out are no longer listed.
 *
 * @throws RangeError if a netuid is not in the snapshot
 */
export function selectSubnets(snapshot: Snapshot, netuids: readonly number[]): Snapshot {
  const wanted = new Set(netuids)
  const subnets = snapshot.subnets.filter((subnet) => wanted.has(subnet.netuid))
  if (subnets.length !== wanted.size) {
    const have = new Set(snapshot.subnets.map((subnet) => subnet.netuid))
    const missing = [...wanted].filter((netuid) => !have.has(netuid)).sort((a, b) => a - b)
    throw new RangeError(`snapshot ${snapshot.id} has no subnet ${missing.join(', ')}`)
  }
  const filled = snapshot.filled.filter((value) => value.netuid === null || wanted.has(value.netuid))
  return { ...snapshot, subnets, filled }
}
