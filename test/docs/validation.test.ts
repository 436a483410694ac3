import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { rowOf } from '../../scripts/validation/page.js'
import { quickRuleFacts } from '../../scripts/validation/rules.js'
import { replayFacts } from '../../scripts/validation/text.js'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const page = readFileSync(`${docs}validation.md`, 'utf8')
const faithfulness = readFileSync(`${docs}faithfulness.md`, 'utf8')

/** Rows of the page's tables: id, what, target, ours, verdict. */
const rows = [
  ...page.matchAll(/^\| ((?:V\d+|locks|shares|block)[^|]*) \|.* \| (\*\*fail\*\*|pass|cannot tell) \|$/gm),
].map(([, id, verdict]) => ({ id, verdict: verdict.replaceAll('*', '') }))

describe('docs/validation.md', () => {
  test('has every target from V1 to V33', () => {
    const ids = new Set(rows.map(({ id }) => id))
    const wanted = Array.from({ length: 33 }, (_, k) => `V${k + 1}`)
    expect(wanted.filter((id) => !ids.has(id))).toEqual([])
  })

  test('counts its verdicts', () => {
    const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length
    expect(page).toContain(
      `${count('pass')} pass, ${count('fail')} fail, ${count('cannot tell')} cannot tell`,
    )
  })

  test('is answered by faithfulness.md: those that fail stand there with the reason, and no others', () => {
    const section = /## Stylised facts that fail\n([\s\S]*?)(?=\n## |$)/.exec(faithfulness)?.[1] ?? ''
    const named = [...section.matchAll(/^- \*\*(V\d+)\*\*/gm)].map(([, id]) => id)
    expect(named).toEqual(rows.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id))
  })

  test('is what the rules and replays give today, but for the guarantees of consensus', () => {
    const missing = [...quickRuleFacts(), ...replayFacts()]
      .map((fact) => `| ${rowOf(fact).join(' | ')} |`)
      .filter((row) => !page.includes(row))
    expect(missing, 'carry out: npm run validation').toEqual([])
  })
})
