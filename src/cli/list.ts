import { ScenarioError } from '../errors.js'
import { nearest } from '../nearest.js'
import type { Engine, Listed, Topic } from './engine.js'
import { columns, EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface ListOptions {
  topic: Topic
  id?: string
  json: boolean
}

/** What there is, or one of it in full. */
export async function list(
  engine: Engine,
  terminal: Terminal,
  { topic, id, json }: ListOptions,
): Promise<ExitCode> {
  const all = await engine.list(topic)
  if (id === undefined) {
    if (json) writeJson(terminal, all)
    else terminal.out(all.length > 0 ? columns(all.map(overview)) : `no ${topic}\n`)
    return EXIT.done
  }
  const found = find(all, topic, id)
  if (json) writeJson(terminal, found)
  else terminal.out(inFull(found))
  return EXIT.done
}

const overview = ({ id, status, summary }: Listed) => [
  id,
  status && status !== 'mainnet' ? `(${status}) ${summary}` : summary,
]

/** By id; a metric also by its column alone, if only one table has it; a regime by its id without the family. */
function find(all: readonly Listed[], topic: Topic, id: string): Listed {
  const exact = all.find((one) => one.id === id)
  if (exact) return exact
  const ending = all.filter((one) => one.id.endsWith(`.${id}`) || one.id.endsWith(`/${id}`))
  if (ending.length === 1) return ending[0]
  const ids = all.map((one) => one.id)
  const meant = ending.length > 1 ? undefined : nearest(id, ids)
  const named = ending.length > 1 ? ending.map((one) => one.id) : meant === undefined ? having(ids, id) : []
  const want = named.length > 0 ? `one of ${named.join(', ')}` : `one of ${ids.length} ${topic}`
  throw new ScenarioError([{ path: `list ${topic}`, got: JSON.stringify(id), want, meant }])
}

/** Ids are many; those that have the word in them are perhaps few enough to be named. */
function having(ids: readonly string[], word: string): readonly string[] {
  const found = word === '' ? [] : ids.filter((one) => one.includes(word.toLowerCase()))
  return found.length <= 16 ? found : []
}

function inFull({ id, summary, status, source, more = {}, params = [], model }: Listed): string {
  const facts: string[][] = [
    ['id', id],
    ['summary', summary],
  ]
  if (status) facts.push(['status', status])
  for (const [name, value] of Object.entries(more))
    facts.push([name, typeof value === 'string' ? value : JSON.stringify(value)])
  if (source) facts.push(['source', source])
  const head = ['parameter', 'default', 'unit', 'values', 'meaning']
  const rows = params.map(({ name, unit, values, sentence, default: preset }) => [
    name,
    preset,
    unit,
    values,
    sentence,
  ])
  const table = rows.length > 0 ? `\n${columns([head, ...rows])}` : ''
  return `${columns(facts)}${model ? `\n${model}\n` : ''}${table}`
}
