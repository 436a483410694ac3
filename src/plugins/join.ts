import { dirname, join } from 'node:path'
import { strategies } from '../agents/index.js'
import type { Strategy } from '../agents/strategy.js'
import type { Card } from '../card.js'
import { families } from '../chain/regimes.js'
import type { Family } from '../chain/rules.js'
import { PluginError, type Problem, ScenarioError } from '../errors.js'
import { type Additions, NO_ADDITIONS } from '../genesis/additions.js'
import { metrics } from '../record/index.js'
import type { PluginCode } from '../record/manifest.js'
import type { Metric } from '../record/metric.js'
import { type Found, identify } from './cards.js'
import { guardFunctions, guardStrategy } from './guard.js'
import { runCode, thrownAt, wordsOf } from './run-code.js'

/**
 * What a scenario's own files bring along, carried out anew: call it once a run, so that no run sees what another left in
 * a file's variables.
 *
 * @param scenario  file of the scenario, for messages: names are relative to it
 * @throws ScenarioError if a file fails while it is read, exports nothing that fits, or an id is taken
 */
export function joinPlugins(codes: readonly PluginCode[], scenario = ''): Additions {
  if (codes.length === 0) return NO_ADDITIONS
  const joining = new Joining(codes, scenario)
  codes.forEach((code, index) => {
    joining.take(code, index)
  })
  return joining.additions()
}

class Joining {
  readonly #codes: readonly PluginCode[]
  readonly #scenario: string
  readonly #strategies: Strategy[] = []
  readonly #metrics: Metric[] = []
  readonly #regimes: Partial<Record<Family, Card[]>> = {}
  readonly #problems: Problem[] = []

  constructor(codes: readonly PluginCode[], scenario: string) {
    this.#codes = codes
    this.#scenario = scenario
  }

  take(code: PluginCode, index: number): void {
    let exported: Readonly<Record<string, unknown>>
    try {
      exported = runCode(code, index)
    } catch (error) {
      const want = 'a file that can be carried out'
      this.#complain(index, wordsOf(error), want, thrownAt(error, this.#codes))
      return
    }
    const found = Object.values(exported)
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .map(identify)
    for (const each of found) this.#sort(each, index)
    if (found.some(({ is }) => is !== 'other')) return
    const names = Object.keys(exported).join(', ')
    this.#complain(
      index,
      names ? `exports that are none of these: ${names}` : 'no exports',
      'a strategy, a metric or a rule: export const mine = defineStrategy({ ... })',
    )
  }

  #sort(found: Found, index: number): void {
    const blame = (who: string, error: unknown) => this.#blame(who, error)
    if (found.is === 'bad') {
      for (const { got, want } of found.troubles) this.#complain(index, got, want)
    } else if (found.is === 'strategy') {
      const known = strategies.has(found.card.id)
      this.#add(this.#strategies, known, guardStrategy(found.card, blame), 'strategy', index)
    } else if (found.is === 'metric') {
      const known = metrics.has(found.card.id)
      this.#add(this.#metrics, known, guardFunctions(found.card, 'metric', blame), 'metric', index)
    } else if (found.is === 'regime') {
      const { family, card } = found
      this.#regimes[family] ??= []
      this.#add(
        this.#regimes[family],
        families[family].has(card.id),
        guardFunctions(card, 'rule', blame),
        'rule',
        index,
      )
    }
  }

  #add<T extends Card>(to: T[], shipped: boolean, card: T, kind: string, index: number): void {
    if (shipped)
      this.#complain(index, `the ${kind} id "${card.id}", which a shipped one has`, 'an id of its own')
    else if (to.some(({ id }) => id === card.id))
      this.#complain(index, `the ${kind} id "${card.id}" twice`, 'each id once')
    else to.push(card)
  }

  #complain(
    index: number,
    got: string,
    want: string,
    place?: { file: string; line: number; column: number },
  ): void {
    const where = place
      ? { ...place, file: this.#shown(place.file) }
      : { file: this.#shown(this.#codes[index].file) }
    this.#problems.push({ path: '', got, want, ...where })
  }

  #blame(who: string, error: unknown): PluginError {
    const place = thrownAt(error, this.#codes)
    const what = `${who}: ${wordsOf(error)}`
    if (!place) return new PluginError(what, what, error)
    const { file, line, column } = place
    const said = (name: string) => `${name}:${line}:${column}  ${what}`
    return new PluginError(said(file), said(this.#shown(file)), error)
  }

  #shown(file: string): string {
    return join(dirname(this.#scenario), file)
  }

  additions(): Additions {
    if (this.#problems.length > 0) throw new ScenarioError(this.#problems)
    return { strategies: this.#strategies, metrics: this.#metrics, regimes: this.#regimes }
  }
}
