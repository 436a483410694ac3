import { dictionary, dictionaryText } from '../record/dictionary.js'
import type { Engine } from './engine.js'
import { EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export const schemaTopics = ['scenario', 'sweep', 'outputs'] as const

export interface SchemaOptions {
  topic: (typeof schemaTopics)[number]
  json: boolean
}

/** JSON Schema of scenario or sweep files, for editors; or the data dictionary of the outputs (Markdown, or JSON with `--json`). */
export function schema(engine: Engine, terminal: Terminal, { topic, json }: SchemaOptions): ExitCode {
  if (topic === 'scenario') writeJson(terminal, engine.scenarioSchema())
  else if (topic === 'sweep') writeJson(terminal, engine.sweepSchema())
  else if (json) writeJson(terminal, dictionary())
  else terminal.out(dictionaryText(dictionary()))
  return EXIT.done
}
