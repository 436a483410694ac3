import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { root } from './page.js'
import { ruleFacts } from './rules.js'
import { seededFacts } from './runs.js'
import { pageText, replayFacts } from './text.js'

/** `npm run validation -- --seeds 3`: writes docs/validation.md and its pictures. */
const { values } = parseArgs({ options: { seeds: { type: 'string', default: '3' } } })
const { facts, runs } = await seededFacts(Number(values.seeds))
const text = pageText(ruleFacts(), replayFacts(), facts, runs)
writeFileSync(`${root}docs/validation.md`, `${text.trimEnd()}\n`)
