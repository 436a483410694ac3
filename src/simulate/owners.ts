import type { Cohort } from '../agents/cohort.js'

/** Whose a wallet is. */
export interface Owner {
  readonly cohort: number
  readonly member: number
}

const known = new WeakMap<readonly Cohort[], ReadonlyMap<number, Owner>>()

/** Whose each wallet is, by coldkey: of cohorts that share one, the first has it. Wallets of no agent are not in it. */
export function ownersOf(cohorts: readonly Cohort[]): ReadonlyMap<number, Owner> {
  const owners = known.get(cohorts) ?? listed(cohorts)
  known.set(cohorts, owners)
  return owners
}

function listed(cohorts: readonly Cohort[]): Map<number, Owner> {
  const owners = new Map<number, Owner>()
  for (const { index, coldkey } of cohorts) {
    for (let member = 0; member < coldkey.length; member++) {
      if (!owners.has(coldkey[member])) owners.set(coldkey[member], { cohort: index, member })
    }
  }
  return owners
}
