import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const project = fileURLToPath(new URL('../../', import.meta.url))
const outputs = mkdtempSync(join(tmpdir(), 'taolab-notebooks-'))

interface Notebook {
  readonly cells: readonly {
    readonly outputs?: readonly {
      readonly output_type: string
      readonly name?: string
      readonly text?: readonly string[]
      readonly data?: Readonly<Record<string, string | readonly string[]>>
    }[]
  }[]
}

const outputsOf = (file: string) =>
  (JSON.parse(readFileSync(file, 'utf8')) as Notebook).cells.flatMap((cell) => cell.outputs ?? [])

describe('npm run notebooks', () => {
  // The project is built by `npm run test:long` already.
  beforeAll(async () => {
    const script = join(project, 'notebooks', 'execute.ts')
    await promisify(execFile)(process.execPath, ['--import', 'tsx', script, '--out', outputs], {
      cwd: project,
    })
  }, 480_000)
  afterAll(() => rmSync(outputs, { recursive: true, force: true }))

  test('carries out five notebooks in TypeScript and four in Python', () => {
    const names = readdirSync(join(outputs, 'notebooks'))
    expect(names.filter((name) => name.startsWith('typescript-'))).toHaveLength(5)
    expect(names.filter((name) => name.startsWith('python-'))).toHaveLength(4)
  })

  test('each shows a picture, and its second computation agrees', () => {
    for (const name of readdirSync(join(outputs, 'notebooks'))) {
      const shown = outputsOf(join(outputs, 'notebooks', name))
      const pictures = shown.filter(
        ({ data = {} }) => 'image/png' in data || String(data['text/html']).includes('<svg'),
      )
      const printed = shown.map(({ text = [] }) => [text].flat().join('')).join('')
      expect(pictures.length, name).toBeGreaterThan(0)
      expect(printed, name).toMatch(/\d+ .* agree/)
      expect(
        shown.filter(({ output_type }) => output_type === 'error'),
        name,
      ).toEqual([])
    }
  })
})

describe('the notebooks of the project', () => {
  const folders = ['typescript', 'python'].map((folder) => join(project, 'notebooks', folder))
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))

  test('are kept without outputs, so that a change of one shows what changed', () => {
    const kept = files.filter((file) =>
      /"execution_count": \d|"output_type"/.test(readFileSync(file, 'utf8')),
    )
    expect(files).toHaveLength(9)
    expect(kept).toEqual([])
  })

  test('read outputs alone: nothing of src', () => {
    const inner = files.filter((file) => /from '[^']*src\//.test(readFileSync(file, 'utf8')))
    expect(inner).toEqual([])
  })
})
