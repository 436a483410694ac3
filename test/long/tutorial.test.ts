import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const page = readFileSync(new URL('../../docs/tutorial.md', import.meta.url), 'utf8')
const main = new URL('../../src/cli/main.ts', import.meta.url).href
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const folder = mkdtempSync(join(tmpdir(), 'taolab-tutorial-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Blocks of the page in one language, in their order. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text)

/** The same in a minute: days instead of weeks, two seeds instead of twenty. */
const small = (text: string): string =>
  text
    .replaceAll('30 days', '1 day')
    .replaceAll('20d', '2d')
    .replaceAll('count=100', 'count=30')
    .replaceAll('quick: 4, full: 20', 'quick: 2, full: 3')

/** All commands one after another in one process, which loads what they need once; a star at a path's end is the first run there. */
const shell = `
import { readdirSync } from 'node:fs'
const [main, ...lines] = JSON.parse(process.env.TUTORIAL)
const first = (word) => word.endsWith('/*') ? word.slice(0, -1) + readdirSync(word.slice(0, -2)).sort()[0] : word
for (const [k, line] of lines.entries()) {
  process.argv = ['node', 'taolab', ...line.split(' ').slice(2).map(first)]
  await import(main + '?' + k)
  if (process.exitCode !== 0) throw new Error(line)
}`

const files = blocks('yaml')
const commands = blocks('sh').flatMap((block) => block.trim().split('\n'))

test('the tutorial shows two files, each with its name in the first line, and only commands of taolab', () => {
  expect(files.map((text) => text.split('\n')[0])).toEqual(['# first.yaml', '# rules.yaml'])
  expect(commands.filter((line) => !line.startsWith('npx taolab '))).toEqual([])
  expect(commands.length).toBeGreaterThan(8)
})

test('every command of the tutorial does what it says, on its files at a small size', {
  timeout: 300_000,
}, async () => {
  for (const text of files) writeFileSync(join(folder, text.split('\n')[0].slice(2)), small(text))
  const env = { ...process.env, TUTORIAL: JSON.stringify([main, ...commands.map(small)]) }
  const args = ['--import', tsx, '--input-type=module', '-e', shell]
  await promisify(execFile)(process.execPath, args, { cwd: folder, env, maxBuffer: 1e8 })
  const [sweep] = readdirSync(join(folder, 'outputs/rules'))
  const read = (path: string) => readFileSync(join(folder, 'outputs/rules', sweep, path), 'utf8')
  expect(readdirSync(join(folder, 'outputs/first'))).toHaveLength(4)
  expect(read('hypotheses.csv').trim().split('\n')).toHaveLength(3)
  expect(read('summary.csv').trim().split('\n')).toHaveLength(1 + 2 * 3)
  expect(read('report.html')).toContain('prices swing more under flow')
})

/** As the page shows it: each line of its own blocks, but for those that say that something is left out. */
const shown = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
  .filter(([, language]) => language === '')
  .map(([, , text]) => text.split('\n').filter((line) => line !== '' && line !== '...'))
/** The name of a run changes with every version. */
const nameless = (line: string) => line.replace(/[0-9a-f]{16}/, 'RUN')

test('what the tutorial shows is what its commands print, at full size', { timeout: 600_000 }, async () => {
  const built = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
  const cwd = mkdtempSync(join(folder, 'full-'))
  for (const text of files) writeFileSync(join(cwd, text.split('\n')[0].slice(2)), text)
  const lines = async (...args: string[]) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [built, ...args], { cwd })
    return `${stdout}${stderr}`.split('\n').map(nameless)
  }
  expect(shown).toHaveLength(2)
  expect(await lines('run', 'first.yaml')).toEqual(expect.arrayContaining(shown[0].map(nameless)))
  const sweep = await lines('sweep', 'rules.yaml', '--size', 'quick', '--workers', '2', '--quiet')
  expect(sweep).toEqual(expect.arrayContaining(shown[1]))
})
