import { blocks, type Fields, flag } from '../fields.js'
import { at, type Piece, readField, readFields, readMap } from './decode.js'
import { textOf } from './names.js'
import type { RecordChoices } from './scenario.js'

/** What is written while the run goes on, beside the tables that every run has. */
export const RECORD = {
  every: blocks('1 day', 'time between samples of network, subnets and cohorts', {
    min: '1 block',
    unitRequired: true,
    fixed: true,
  }),
  trades: flag(false, 'write every trade'),
  validators: flag(false, 'write validators one by one'),
  miners: flag(false, 'write miners one by one'),
} satisfies Fields
export const EPOCHS = blocks('1 day', 'time between recorded epochs of a subnet, or "every epoch"', {
  unitRequired: true,
  fixed: true,
})

export function readRecord(piece: Piece): RecordChoices {
  const empty = { kind: 'branch', entries: new Map(), span: piece.span } as const
  const branch = readMap(piece, [...Object.keys(RECORD), 'epochs']) ?? empty
  const { every, trades, validators, miners } = readFields(piece, RECORD, branch)
  const part = at(branch, 'epochs', piece)
  const all = textOf(part) === 'every epoch'
  const epochs = all ? 0 : Number(part.tree ? readField(part, EPOCHS) : EPOCHS.default)
  return { every, epochs, trades, validators, miners }
}
