import { expect, test } from 'vitest'
import { memoryView } from '../../src/agents/memory-view.js'
import { perSubnetMemory, perUid, slots } from '../../src/agents/strategy.js'
import { f64 } from '../../src/state/columns.js'

const one = f64('count', 'a number')
const schema = {
  owner: one,
  columns: one,
  seen: perSubnetMemory(one),
  todo: slots(2, one),
  row: perUid(one, 2),
}
const table = () => ({
  owner: new Float64Array(3),
  columns: new Float64Array(3),
  seen: new Float64Array(12),
  todo: new Float64Array(6),
  row: new Float64Array(30),
})
type View = {
  owner: number
  columns: number
  seen: { get(k: number): number; set(k: number, x: number): void; count: number }
  todo: { get(k: number): number; set(k: number, x: number): void; count: number }
  row: { row(layer?: number): number; set(uid: number, x: number): void; column: Float64Array }
}

test('memory reads and writes the row of the member at hand, whatever its numbers are called', () => {
  const me = { member: 0 }
  const columns = table()
  const view = memoryView(schema, me, columns, 4, 5) as unknown as View
  view.owner = 7
  me.member = 2
  expect(view.owner).toBe(0)
  view.owner = 9
  view.columns++
  view.seen.set(3, 1)
  view.todo.set(1, 4)
  view.row.set(2, 6)
  expect([...columns.owner]).toEqual([7, 0, 9])
  expect([...columns.columns]).toEqual([0, 0, 1])
  expect(columns.seen[2 * 4 + 3]).toBe(1)
  expect(columns.todo[2 * 2 + 1]).toBe(4)
  expect(view.row.row(1)).toBe(2 * 10 + 5)
  expect(columns.row[2 * 10 + 2]).toBe(6)
  expect([view.seen.count, view.todo.count]).toEqual([4, 2])
})

test('cohorts of one strategy do not share what they remember', () => {
  const [a, b] = [table(), table()].map(
    (columns) => memoryView(schema, { member: 1 }, columns, 4, 5) as unknown as View,
  )
  a.owner = 3
  a.seen.set(0, 8)
  expect([b.owner, b.seen.get(0)]).toEqual([0, 0])
})
