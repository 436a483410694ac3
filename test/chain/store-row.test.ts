import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storeRow } from '../../src/chain/store-row.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'

const UIDS = 40

const row = fc
  .uniqueArray(fc.integer({ min: 0, max: UIDS - 1 }), { maxLength: UIDS })
  .chain((uids) =>
    fc
      .array(fc.constantFrom(0, 1, 300, 65_535), { minLength: uids.length, maxLength: uids.length })
      .map((values) => uids.map((uid, k) => [uid, values[k]] as const)),
  )

const stored = (matrix: SubnetMatrix) => Array.from({ length: UIDS }, (_, uid) => matrix.weight(3, uid))

test('a row is stored alike in whatever order it names its targets, over whatever was stored before', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
      const matrix = new SubnetMatrix(UIDS)
      for (const entries of rows) {
        const { length } = entries
        // Behind two entries of another row, as in the mempool.
        storeRow(matrix, 3, {
          uids: Uint16Array.from([7, 7, ...entries.map(([uid]) => uid)]),
          values: Uint16Array.from([9, 9, ...entries.map(([, value]) => value)]),
          start: 2,
          count: length,
          version: 0,
          mechanism: 0,
        })
        const largest = Math.max(...entries.map(([, value]) => value), 0)
        const wanted = new Array<number>(UIDS).fill(-1)
        for (const [uid, value] of entries) wanted[uid] = largest === 0 ? 0 : scaled(value, largest)
        expect(stored(matrix)).toEqual(wanted)
      }
    }),
  )
})

/** 65535 w / max, rounded half up: for the values used here the same as the chain's cut quotients. */
const scaled = (value: number, largest: number) => Math.floor((65_535 * value) / largest + 0.5)
