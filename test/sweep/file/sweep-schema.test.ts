import { expect, test } from 'vitest'
import { KEYS } from '../../../src/scenario/resolve.js'
import { SWEEP_KEYS } from '../../../src/sweep/file/sweep-keys.js'
import { sweepJsonSchema } from '../../../src/sweep/file/sweep-schema.js'
import { ownHouse, summaryColumns } from '../../../src/sweep/house.js'

interface Schema {
  properties: Record<string, { anyOf: object[] }>
  required?: string[]
  additionalProperties: boolean
  $defs: Record<string, { required?: string[] }>
}
const schema = sweepJsonSchema(ownHouse.catalogue, summaryColumns) as Schema

test('the schema knows every key of a sweep and of a scenario, wants none of them, and refuses others', () => {
  expect(Object.keys(schema.properties).sort()).toEqual([...SWEEP_KEYS, ...KEYS].sort())
  expect(schema.required ?? []).toEqual([])
  expect(schema.additionalProperties).toBe(false)
})

test('any value may be sized', () => {
  expect(schema.properties.horizon.anyOf).toContainEqual({ $ref: '#/$defs/sized' })
  expect(schema.$defs.sized.required).toEqual(['quick', 'full'])
})

test('primary metrics are those of a run and of a pair', () => {
  const text = JSON.stringify(schema)
  for (const column of ['minted_tao_per_day', 'attack_profit_tao']) expect(text).toContain(`"${column}"`)
})
