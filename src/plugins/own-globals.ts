import { forbidden } from './code.js'

const refusal = (name: string, instead: string) => () => {
  throw new Error(`${name} differs from run to run; use ${instead}`)
}

/** What stands in for a clock or Math.random, in the order of `forbidden`: packages may hold them and never call them. */
export const refusals = forbidden.map(({ name, instead }) => refusal(name, instead))

/** A copy of one of JavaScript's own objects in which what is forbidden throws, however it is reached. */
function tamed(object: object, name: string): object {
  const copy = Object.create(Object.getPrototypeOf(object), Object.getOwnPropertyDescriptors(object))
  forbidden.forEach((each, k) => {
    const [owner, method] = each.name.split('.')
    if (owner === name && method) Object.defineProperty(copy, method, { value: refusals[k] })
  })
  return copy
}

function noDate(): never {
  throw new Error('new Date() differs from run to run; use chain.block')
}

/** A date of a text or a number is as good as any number; the one of now is not. */
class TamedDate extends Date {
  static override now = noDate
  constructor(...given: []) {
    if (given.length === 0) noDate()
    super(...given)
  }
}

/**
 * Names that the code of a plugin finds in place of the engine's own globals. Esbuild finds `Math.random` where it is
 * written so; `const { random } = Math` is found here, when it is called. What is put on `globalThis` stays with the code
 * that put it there, so that no run sees what another left.
 *
 * A guard against slips, not against ill will: whoever wants a clock will find one.
 */
export function ownGlobals(): Readonly<Record<string, unknown>> {
  const own: Record<string, unknown> = {
    Math: tamed(Math, 'Math'),
    Date: TamedDate,
    performance: tamed(globalThis.performance, 'performance'),
    crypto: tamed(globalThis.crypto, 'crypto'),
    process: undefined,
  }
  forbidden.forEach(({ name }, k) => {
    if (!name.includes('.')) own[name] = refusals[k]
  })
  const world = Object.create(globalThis, Object.getOwnPropertyDescriptors({ ...own }))
  return Object.assign(own, { globalThis: world, global: world })
}
