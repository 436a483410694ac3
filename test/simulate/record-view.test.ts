import { expect, test } from 'vitest'
import type { Beginning } from '../../src/genesis.js'
import { recordViewOf } from '../../src/simulate/record-view.js'

/** Of a run, the cohorts alone: who holds which wallet, and who has left. */
function viewOf(cohorts: readonly { coldkey: number[]; gone?: number[] }[]) {
  const people = cohorts.map(({ coldkey, gone = [] }, index) => ({
    index,
    strategy: { id: 'some', role: 'miner' },
    size: coldkey.length,
    coldkey: Int32Array.from(coldkey),
    hotkey: Int32Array.from(coldkey, () => -1),
    gone: Uint8Array.from(coldkey, (_, member) => (gone.includes(member) ? 1 : 0)),
  }))
  const society = { cohorts: people, chain: {}, outside: {} }
  return recordViewOf({ world: {}, rules: { log: {} }, society } as unknown as Beginning)
}

test('a wallet belongs to the first cohort that uses it, and to the first of its members', () => {
  const view = viewOf([{ coldkey: [7, 3] }, { coldkey: [5, 5, 3] }])
  const owner = (coldkey: number) => [view.cohortOf(coldkey), view.memberOf(coldkey)]
  expect([7, 3, 5].map(owner)).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
  ])
})

test('keys of the background belong to nobody, those made after the start too', () => {
  const view = viewOf([{ coldkey: [2, 4] }])
  for (const coldkey of [-1, 0, 3, 5, 1_000_000]) {
    expect([view.cohortOf(coldkey), view.memberOf(coldkey)]).toEqual([-1, -1])
  }
})

test('members are counted by their wallets: a house is there until the last of its validators has left', () => {
  const each = viewOf([{ coldkey: [2, 4, 6], gone: [1] }])
  const house = (gone: number[]) => viewOf([{ coldkey: [2, 2, 4], gone }]).cohorts[0].active()
  expect(each.cohorts[0].active()).toBe(2)
  expect([house([]), house([0]), house([0, 1]), house([0, 1, 2])]).toEqual([2, 2, 1, 0])
})
