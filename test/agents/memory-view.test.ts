import { expect, test } from 'vitest'
import { Memory } from '../../src/agents/memory.js'
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
const ROWS = 4
const UIDS = 5
const threeMembers = () => new Memory(schema, 3, ROWS, UIDS)
type View = {
  owner: number
  columns: number
  seen: { get(k: number): number; set(k: number, x: number): void; count: number }
  todo: { get(k: number): number; set(k: number, x: number): void; count: number }
  row: { row(layer?: number): number; set(uid: number, x: number): void; column: Float64Array }
}

test('memory reads and writes the row of the member at hand, whatever its numbers are called', () => {
  const me = { member: 0 }
  const memory = threeMembers()
  const view = memoryView(schema, me, memory, UIDS) as unknown as View
  view.owner = 7
  me.member = 2
  expect(view.owner).toBe(0)
  view.owner = 9
  view.columns++
  view.seen.set(3, 1)
  view.todo.set(1, 4)
  view.row.set(2, 6)
  expect([...memory.column('owner')]).toEqual([7, 0, 9])
  expect([...memory.column('columns')]).toEqual([0, 0, 1])
  expect(memory.column('seen')[2 * ROWS + 3]).toBe(1)
  expect(memory.column('todo')[2 * 2 + 1]).toBe(4)
  expect(memory.column('row')[2 * 2 * UIDS + 2]).toBe(6)
  view.row.column[view.row.row(1) + 4] = 8
  expect(memory.column('row')[2 * 2 * UIDS + UIDS + 4]).toBe(8)
  expect([view.seen.count, view.todo.count]).toEqual([4, 2])
})

test('cohorts of one strategy do not share what they remember', () => {
  const [a, b] = [threeMembers(), threeMembers()].map(
    (memory) => memoryView(schema, { member: 1 }, memory, UIDS) as unknown as View,
  )
  a.owner = 3
  a.seen.set(0, 8)
  expect([b.owner, b.seen.get(0)]).toEqual([0, 0])
})

test('memory begins with what each number is born with', () => {
  const born = {
    plain: f64('count', 'a number', 3),
    each: perSubnetMemory(f64('count', 'a number', -1)),
    other: one,
  }
  const memory = new Memory(born, 2, ROWS, UIDS)
  expect([...memory.column('plain')]).toEqual([3, 3])
  expect(new Set(memory.column('each'))).toEqual(new Set([-1]))
  expect([...memory.column('other')]).toEqual([0, 0])
})

test('memory that was saved comes back, and that of another strategy is refused', () => {
  const memory = threeMembers()
  memory.cells.forEach((_, k) => {
    memory.cells[k] = k
  })
  const other = threeMembers()
  other.restore(memory.save())
  expect(other.cells).toEqual(memory.cells)
  expect(() => new Memory({ owner: one }, 3, ROWS, UIDS).restore(memory.save())).toThrow(
    'remembers other things',
  )
})
