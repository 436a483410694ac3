import type { Strategy } from '../agents/strategy.js'
import type { ChainView } from '../chain/view.js'
import { InvariantError, PluginError, ScenarioError } from '../errors.js'
import { pluginDesk } from './plugin-desk.js'

/** Who had the word when a plugin failed, in words. */
export type Blame = (who: string, error: unknown) => PluginError

/** Troubles that have a name of their own keep it. */
const ours = (error: unknown): boolean =>
  error instanceof ScenarioError || error instanceof InvariantError || error instanceof PluginError

interface Who {
  readonly index: number
  readonly cohort?: { readonly id: string }
}

/** A strategy whose failures say which agent it was, in which block. */
export function guardStrategy(strategy: Strategy, blame: Blame): Strategy {
  const failed = (me: unknown, chain: ChainView, doing: string, error: unknown): never => {
    if (ours(error)) throw error
    const { index, cohort } = me as Who
    const agent = `agent ${cohort?.id ?? '?'}/${index}`
    throw blame(`${agent} (strategy ${strategy.id}), in ${doing} after block ${chain.block}`, error)
  }
  const { start } = strategy
  return {
    ...strategy,
    wake(me, chain) {
      let wait = Number.NaN
      try {
        wait = strategy.wake(me, chain)
      } catch (error) {
        failed(me, chain, 'wake', error)
      }
      if (typeof wait === 'number' && wait > 0) return wait
      return failed(me, chain, 'wake', new Error(`got ${String(wait)}, want blocks until the next look`))
    },
    ...(start && {
      start(me, chain, outside) {
        try {
          refuseLater(start.call(strategy, me, chain, outside))
        } catch (error) {
          failed(me, chain, 'start', error)
        }
      },
    }),
    decide(me, chain, desk, outside) {
      try {
        refuseLater(strategy.decide(me, chain, pluginDesk(desk, chain), outside))
      } catch (error) {
        failed(me, chain, 'decide', error)
      }
    },
  }
}

/** What waits goes on when the agent's turn is over, at the desk of another. */
function refuseLater(returned: unknown): void {
  if (typeof returned !== 'object' || returned === null || !('then' in returned)) return
  Promise.resolve(returned).catch(() => {})
  throw new Error('got a function that waits (async), want one that has decided when it returns')
}

/** A metric or a rule whose functions, should they fail, say whose they are. */
export function guardFunctions<T extends { readonly id: string }>(card: T, kind: string, blame: Blame): T {
  const guarded = Object.create(card) as Record<string, unknown>
  for (const [name, value] of Object.entries(card as Record<string, unknown>)) {
    guarded[name] =
      typeof value !== 'function'
        ? value
        : (...given: unknown[]) => {
            try {
              return value.apply(card, given)
            } catch (error) {
              if (ours(error)) throw error
              throw blame(`${kind} ${card.id}, in ${name}`, error)
            }
          }
  }
  return guarded as T
}
