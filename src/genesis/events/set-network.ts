import { emissionParams, networkFields } from '../../chain/params.js'
import type { ParamsOf } from '../../fields.js'
import { type Field, type Fields, optional } from '../../fields.js'
import { defineEvent } from './event.js'

/** What is read once at the start, or runs on a clock of its own, cannot be set later. */
const START_ONLY = ['ordering', 'networkLastLock', 'auditEvery']

type Changeable = { [K in keyof typeof networkFields]: Field<ParamsOf<typeof networkFields>[K] | undefined> }
const fields = Object.fromEntries(
  Object.entries(networkFields)
    .filter(([name]) => !START_ONLY.includes(name))
    .map(([name, field]) => [name, optional(field as Field<unknown>)]),
) as unknown as Changeable & Fields

/**
 * Parameters of the chain as a whole are other ones from then on, in later eras too: those of `network:` by name, such as
 * `{at: 10 days, kind: set-network, taoWeight: 0.3}`.
 */
export const setNetwork = defineEvent({
  id: 'set-network',
  summary: 'Parameters of the chain as a whole change.',
  source: 'pallets/admin-utils/src/lib.rs: calls of root, 14bc6f9f',
  fields,
  happen(stage, values) {
    const given = Object.entries(values).filter(([, value]) => value !== undefined)
    const { rules } = stage
    rules.params = { ...rules.params, ...Object.fromEntries(given) }
    rules.emission = emissionParams(rules.params)
    for (const change of rules.ahead) change.params = { ...change.params, ...Object.fromEntries(given) }
    stage.note(-1, given.length)
  },
})
