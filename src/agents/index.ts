import { registry } from '../card.js'
import type { Strategy } from './strategy.js'

/** Every strategy, by id. A new one is a file in strategies/ and a line here. */
// biome-ignore lint/suspicious/noExplicitAny: each strategy has parameters and memory of its own
export const strategies = registry<Strategy<any, any>>('strategy', [])
