import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256Hex } from '../../src/hash.js'
import { createRecorder } from '../../src/record/recorder.js'
import { CsvSink, linesOf } from '../../src/record/sinks/csv.js'
import { MemorySink } from '../../src/record/sinks/memory.js'
import { tee } from '../../src/record/sinks/sink.js'
import { RowBuffer, type TableSpec } from '../../src/record/table.js'
import { runInfo, START, smallWorld, viewOf } from './fixture.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-csv-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const spec: TableSpec = {
  name: 'sample',
  row: 'row',
  columns: [
    { name: 'who', unit: 'text', meaning: 'a name', kind: 'text' },
    { name: 'paid_tao', unit: 'TAO', meaning: 'an amount', kind: 'rao' },
    { name: 'part_frac', unit: 'fraction', meaning: 'a part', kind: 'number' },
  ],
}
const rowsOf = (...rows: [string, number, number][]) => {
  const buffer = new RowBuffer(spec, 8)
  for (const row of rows) {
    row.forEach((value, j) => {
      buffer.columns[j][buffer.rows] = value
    })
    buffer.rows++
  }
  return buffer
}

test('a line ends in LF, numbers have a decimal point, what is missing is an empty cell', () => {
  const buffer = rowsOf(
    ['alice', 1_500_000_001, 0.1],
    ['', Number.NaN, Number.POSITIVE_INFINITY],
    ['bob', -1, 1e-7],
  )
  expect(linesOf(buffer)).toBe('alice,1.500000001,0.1\n,,\nbob,-0.000000001,1e-7\n')
})

test('text with a comma, a quote or a line break is quoted; other text is not', () => {
  const buffer = rowsOf(['a,b', 0, 0], ['say "x"', 0, 0], ['two\nlines', 0, 0], ["it's; fine", 0, 0])
  expect(linesOf(buffer)).toBe(`"a,b",0,0\n"say ""x""",0,0\n"two\nlines",0,0\nit's; fine,0,0\n`)
})

test('a file holds header and rows, and its hash is the one reported', () => {
  const sink = new CsvSink(folder)
  sink.open([spec])
  sink.write(rowsOf(['ü', 0, 1]))
  sink.write(rowsOf(['b', 0, 1], ['c', 0, 1]))
  const [written] = sink.close()
  const text = readFileSync(join(folder, 'sample.csv'), 'utf8')
  expect(text).toBe('who,paid_tao,part_frac\nü,0,1\nb,0,1\nc,0,1\n')
  expect(written).toEqual({
    table: 'sample',
    file: 'sample.csv',
    rows: 3,
    bytes: Buffer.byteLength(text),
    sha256: sha256Hex(text),
  })
})

test('the bytes do not depend on how the rows were cut into buffers', () => {
  const text = (...buffers: RowBuffer[]) => buffers.map(linesOf).join('')
  expect(text(rowsOf(['a', 1, 2]), rowsOf(['b', 3, 4]))).toBe(text(rowsOf(['a', 1, 2], ['b', 3, 4])))
})

test('a run gives the same rows in memory and on disk, and the same bytes twice', () => {
  const bytes = ['one', 'two'].map((seed) => {
    const memory = new MemorySink()
    const own = mkdtempSync(join(folder, seed))
    const view = viewOf(smallWorld())
    const recorder = createRecorder(tee(new CsvSink(own), memory))
    recorder.open(runInfo(), view)
    while (view.world.block < START + 20_000) {
      view.world.block++
      recorder.observe()
    }
    recorder.close({ status: 'complete', stateHash: '', eras: [] })
    const text = readFileSync(join(own, 'subnets.csv'), 'utf8')
    const cells = text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const kept = memory.tables.get('subnets')!.rows
    expect(cells.map((row) => row.map((cell) => (cell === '' ? null : cell)))).toEqual(
      kept.map((row) => row.map((cell) => (cell === null || cell === '' ? null : String(cell)))),
    )
    return text
  })
  expect(bytes[0]).toBe(bytes[1])
})
