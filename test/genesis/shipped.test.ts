import { describe, expect, test } from 'vitest'
import { DEFAULT_SNAPSHOT } from '../../src/genesis/catalogue.js'
import { readSnapshot } from '../../src/genesis/read-snapshot.js'
import { readDataFiles, shippedSnapshot, shippedSnapshots } from '../../src/genesis/shipped.js'
import { largestSubnets, type Snapshot, selectSubnets } from '../../src/genesis/snapshot.js'

const october = shippedSnapshot()
const subnet = (snapshot: Snapshot, netuid: number) => snapshot.subnets.find((one) => one.netuid === netuid)!

describe.each(shippedSnapshots)('the snapshot %s', (id) => {
  const snapshot = shippedSnapshot(id)

  test('has 128 subnets beside root, ascending', () => {
    const netuids = snapshot.subnets.map((one) => one.netuid)
    expect(netuids).toEqual(Array.from({ length: 128 }, (_, i) => i + 1))
  })

  test('holds whole RAO below 2^53 and fractions within 0 and 1', () => {
    for (const one of snapshot.subnets) {
      for (const [column, value] of Object.entries(one)) {
        if (typeof value !== 'number') continue
        const fraction = ['quoteWeight', 'minerBurned', 'validatorStakeHhi', 'ownerAlphaShare'].includes(
          column,
        )
        expect(Number.isSafeInteger(value) || fraction, `${one.netuid} ${column} ${value}`).toBe(true)
        expect(value, `${one.netuid} ${column}`).toBeGreaterThanOrEqual(0)
        if (fraction) expect(value, `${one.netuid} ${column}`).toBeLessThanOrEqual(1)
      }
    }
  })

  test('is consistent in itself', () => {
    for (const one of snapshot.subnets) {
      const name = `netuid ${one.netuid}`
      expect(one.registeredAtBlock, name).toBeLessThanOrEqual(snapshot.block)
      expect(one.firstEmissionBlock > 0, name).toBe(one.started)
      expect(one.firstEmissionBlock, name).toBeLessThanOrEqual(snapshot.block)
      if (one.started) expect(one.firstEmissionBlock, name).toBeGreaterThanOrEqual(one.registeredAtBlock)
      expect(one.protocolAlphaRao + one.burnedAlphaRao, name).toBeLessThanOrEqual(one.alphaOutRao)
      expect(one.uids, name).toBeLessThanOrEqual(one.maxUids)
      expect(one.taoReserveRao > 0 && one.alphaReserveRao > 0, name).toBe(true)
    }
  })

  test('lists every filled value once, as it stands', () => {
    const seen = new Set<string>()
    for (const { netuid, column, value, from } of snapshot.filled) {
      const key = `${netuid} ${column}`
      expect(seen.has(key), key).toBe(false)
      seen.add(key)
      expect(from).not.toBe('')
      const row: object = netuid === null ? snapshot : subnet(snapshot, netuid)
      expect((row as Record<string, unknown>)[column], key).toBe(value)
    }
  })

  test('names its files with their hashes', () => {
    expect(snapshot.files.length).toBeGreaterThanOrEqual(6)
    for (const { sha256 } of snapshot.files) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  })
})

test('the default snapshot is mainnet at block 9,240,382, figures to the RAO', () => {
  expect(october.id).toBe(DEFAULT_SNAPSHOT)
  expect(october.block).toBe(9_240_382)
  expect(october.issuanceRao).toBe('11597618610011215')
  expect(october.rootTaoRao).toBe(5_454_229_618_298_977)
  expect(subnet(october, 1)).toMatchObject({
    taoReserveRao: 23_027_286_450_685,
    alphaReserveRao: 3_508_759_464_201_507,
    alphaOutRao: 2_571_517_969_828_018,
    movingPriceBits: 28_225_315,
    minerBurned: 3_130_349_773 / 2 ** 32,
    quoteWeight: 499_999_996_087_743_500 / 1e18,
    registeredAtBlock: 1_497_824,
    firstEmissionBlock: 5_228_683,
    tempo: 99,
    immunityPeriod: 7_200,
  })
  const started = october.subnets.filter((one) => one.started)
  expect(started).toHaveLength(125)
  expect(started.filter((one) => !one.emissionEnabled)).toHaveLength(5)
  const sum = started.reduce((total, one) => total + one.movingPriceBits, 0) / 2 ** 32
  expect(sum).toBeCloseTo(1.185, 3)
})

test('the September snapshot reproduces the medians its source states', () => {
  const { subnets } = shippedSnapshot('mainnet-2026-09-30')
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
  expect(median(subnets.map((one) => one.ownerAlphaShare))).toBeCloseTo(0.054, 2)
  expect(median(subnets.map((one) => one.validatorStakeHhi))).toBeCloseTo(0.4, 1)
  expect(median(subnets.map((one) => one.validators))).toBe(11)
  const share = subnets.map((one) => one.burnedAlphaRao / (one.alphaOutRao + one.alphaReserveRao))
  expect(median(share)).toBeCloseTo(0.145, 2)
  expect(subnets.filter((one) => one.yuma3)).toHaveLength(32)
  expect(subnets.filter((one) => one.minerBurned === 1).length).toBeGreaterThanOrEqual(25)
})

test('April holds the root stake, volumes and tempos of its own file', () => {
  const april = shippedSnapshot('mainnet-2026-04-11')
  expect(april.rootTaoRao).toBe(5_025_713_524_000_000)
  expect(subnet(april, 1)).toMatchObject({ volumeRao: 753_178_773_000_000, tempo: 99, immunityPeriod: 7_200 })
  expect(subnet(april, 96).started).toBe(false)
  expect(april.subnets.every((one) => one.emissionEnabled)).toBe(true)
})

test('a netuid that was registered anew takes nothing from its predecessor', () => {
  // 82 was registered anew on 2026-09-26; the April file has the subnet that held the netuid before.
  const own = october.filled.filter(({ netuid }) => netuid === 82)
  expect(subnet(october, 82).registeredAtBlock).toBe(9_155_260)
  expect(own.filter(({ from }) => from.includes('7946985'))).toEqual([])
  expect(own).toContainEqual({ netuid: 82, column: 'volumeRao', value: 0, from: 'default' })
})

test('issuance of the earlier blocks is that of October less half a TAO a block', () => {
  for (const id of shippedSnapshots) {
    const { block, issuanceRao } = shippedSnapshot(id)
    const minted = BigInt(october.block - block) * 500_000_000n
    expect(BigInt(october.issuanceRao) - BigInt(issuanceRao)).toBe(minted)
    expect(BigInt(issuanceRao)).toBeGreaterThan(10_500_000_000_000_000n)
  }
})

test('the largest subnets come by TAO in the pool, ties to the lower netuid', () => {
  expect(largestSubnets(october, 3)).toEqual([64, 51, 4])
  const rao = largestSubnets(october, 128).map((netuid) => subnet(october, netuid).taoReserveRao)
  expect(rao).toEqual([...rao].sort((a, b) => b - a))
  const tied = { ...october, subnets: [5, 3, 9].map((netuid) => ({ ...subnet(october, 1), netuid })) }
  expect(largestSubnets(tied, 2)).toEqual([3, 5])
})

test('a selection keeps the network and drops the rest', () => {
  const few = selectSubnets(october, [64, 4])
  expect(few.subnets.map((one) => one.netuid)).toEqual([4, 64])
  expect(few.issuanceRao).toBe(october.issuanceRao)
  expect(few.filled.every(({ netuid }) => netuid === null || netuid === 4 || netuid === 64)).toBe(true)
  expect(() => selectSubnets(october, [4, 200])).toThrow('no subnet 200')
})

test('bad data are refused with file and place', () => {
  const files = readDataFiles()
  const with_ = (name: string, change: (text: string) => string) =>
    files.map((file) => (file.name === name ? { ...file, text: change(file.text) } : file))
  const read = (changed: typeof files) => () => readSnapshot(DEFAULT_SNAPSHOT, changed)
  expect(read(files.slice(1))).toThrow('is missing')
  const name = 'subnet_emission_block_9240382.csv'
  expect(read(with_(name, (text) => text.replace('23027286450685', 'lots')))).toThrow(
    `${name}: line 2, tao_in_rao: got "lots"`,
  )
  expect(read(with_(name, (text) => text.replace('netuid,', '')))).toThrow('cells')
  expect(() => readSnapshot('mainnet-2026-10-8', files)).toThrow('did you mean "mainnet-2026-10-08"')
})
