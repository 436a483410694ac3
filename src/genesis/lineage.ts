import type { Capture } from './captures.js'

/**
 * Which subnet a netuid names at a block. A dissolved subnet's netuid goes to the next one registered, so figures may
 * be carried from one block to another only within one registration.
 */
export interface Lineage {
  /** Block in which the subnet that holds the netuid at `block` was registered; undefined if none is known. */
  registration(netuid: number, block: number): number | undefined
}

export function lineageOf(captures: readonly Capture[]): Lineage {
  const births = new Map<number, Set<number>>()
  for (const { subnets } of captures) {
    for (const [netuid, { registeredAtBlock }] of subnets) {
      if (registeredAtBlock === undefined) continue
      const known = births.get(netuid) ?? new Set()
      births.set(netuid, known.add(registeredAtBlock))
    }
  }
  return {
    registration(netuid, block) {
      let latest: number | undefined
      for (const birth of births.get(netuid) ?? []) {
        if (birth <= block && (latest === undefined || birth > latest)) latest = birth
      }
      return latest
    },
  }
}
