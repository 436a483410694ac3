import { at, complain } from './decode.js'
import type { Located } from './population-section.js'
import type { Genesis } from './scenario.js'

/** What no cohort can break alone: too many agents, or miners for the UIDs, too much stake, a wallet not there. */
export function checkCohorts(located: readonly Located[], genesis: Genesis): void {
  for (const each of located) checkHouses(each)
  checkAgents(located)
  checkUids(located, genesis)
  checkStake(located, genesis)
  checkWallets(located)
}

/** Houses are validators that stand on many subnets, at least as many as a subnet has seats for; rings are strangers. */
function checkHouses({ cohort, role, branch, piece }: Located): void {
  const { houses, per, count, adversary } = cohort
  const stands = role === 'validator' && per === 'subnet' && !adversary
  if (houses !== undefined && !(stands && houses >= count)) {
    const want = stands
      ? `at least ${count}, the count of each subnet`
      : 'validators `per subnet`, no adversaries'
    complain(at(branch, 'houses', piece), { got: `${houses}`, want })
  }
  if (cohort.stake.rootSpread === undefined || stands) return
  const stake = at(branch, 'stake', piece)
  const place = stake.tree?.kind === 'branch' ? at(stake.tree, 'rootSpread', stake) : stake
  complain(place, { got: 'a spread of houses', want: 'validators `per subnet`, no adversaries' })
}

/** A run of so many has been tried (10 blocks, 1 GB of memory); what a thousand times as many would ask for no machine has. */
const MOST_AGENTS = 1_000_000

function checkAgents(located: readonly Located[]): void {
  const members = ({ cohort }: Located) =>
    cohort.per === 'subnet' ? cohort.count * cohort.netuids.length : cohort.count
  const sum = located.reduce((total, one) => total + members(one), 0)
  if (sum <= MOST_AGENTS) return
  const { branch, piece } = largestOf(located, members)!
  const got = `${sum} agents, all cohorts together`
  complain(at(branch, 'count', piece), { got, want: `at most ${MOST_AGENTS}` })
}

/** A wallet is lent member for member, by a cohort that stands before, on the same subnets. */
function checkWallets(located: readonly Located[]): void {
  located.forEach(({ cohort, branch, piece }, i) => {
    if (cohort.wallet === undefined) return
    const fits = located
      .slice(0, i)
      .filter((other) => sameMembers(other.cohort, cohort))
      .map((other) => other.cohort.id)
    if (fits.includes(cohort.wallet)) return
    const which = fits.length > 0 ? `: ${fits.join(', ')}` : ', of which there is none'
    const want = `an earlier cohort with as many members on the same subnets${which}`
    complain(at(branch, 'wallet', piece), { got: JSON.stringify(cohort.wallet), want })
  })
}

const sameMembers = (a: Located['cohort'], b: Located['cohort']): boolean =>
  a.count === b.count && a.per === b.per && a.netuids.join() === b.netuids.join()

/**
 * UIDs a cohort needs on each of its subnets; one spread over the network fills its first subnets first. Those that a
 * parameter `outside` keeps without a UID at the start need none: more may want UIDs than there are.
 */
const uidsOf = ({ cohort, role }: Located): number => {
  if (role !== 'miner' && role !== 'validator') return 0
  const inside = 1 - plain(cohort.params.outside)
  if (cohort.per === 'subnet') return Math.round(cohort.count * inside)
  return Math.round(Math.ceil(cohort.count / Math.max(1, cohort.netuids.length)) * inside)
}

function checkUids(located: readonly Located[], { netuids, uids }: Genesis): void {
  const full = worst(netuids, located, uidsOf)
  if (!full || full.sum <= uids) return
  const { netuid, sum, largest } = full
  complain(at(largest.branch, 'count', largest.piece), {
    got: `${sum} miners and validators of all cohorts together on subnet ${netuid}`,
    want: `at most ${uids}, the UIDs of a subnet`,
  })
}

/** Above this, a sum of stakes is more than a last bit over the whole. */
const WHOLE = 1 + 1e-9
/** Only plain numbers are added up: what is drawn or changes is not known before the run. */
const plain = (value: unknown): number => (typeof value === 'number' ? value : 0)

function checkStake(located: readonly Located[], { netuids }: Genesis): void {
  const alpha = worst(netuids, located, ({ cohort }) => plain(cohort.stake.alpha))
  if (alpha && alpha.sum > WHOLE) {
    const got = `${percent(alpha.sum)} of the alpha of subnet ${alpha.netuid}, all cohorts together`
    complain(at(alpha.largest.branch, 'stake', alpha.largest.piece), { got, want: 'at most 100 %' })
  }
  const root = located.reduce((sum, { cohort }) => sum + plain(cohort.stake.root), 0)
  const holder = largestOf(located, ({ cohort }) => plain(cohort.stake.root))
  if (holder && root > WHOLE) {
    const got = `${percent(root)} of the TAO on root, all cohorts together`
    complain(at(holder.branch, 'stake', holder.piece), { got, want: 'at most 100 %' })
  }
}

const percent = (part: number) => `${Number((part * 100).toPrecision(6))} %`

/** The subnet where the sum over cohorts is greatest, and the cohort that adds most to it. */
function worst(netuids: readonly number[], located: readonly Located[], size: (of: Located) => number) {
  const sums = new Map(netuids.map((netuid) => [netuid, 0]))
  for (const cohort of located) {
    const adds = size(cohort)
    for (const netuid of cohort.cohort.netuids) sums.set(netuid, (sums.get(netuid) ?? 0) + adds)
  }
  const [netuid, sum] = [...sums].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [-1, 0])
  const largest = largestOf(
    located.filter(({ cohort }) => cohort.netuids.includes(netuid)),
    size,
  )
  return largest && { netuid, sum, largest }
}

function largestOf(located: readonly Located[], size: (of: Located) => number): Located | undefined {
  let largest: Located | undefined
  for (const cohort of located) if (!largest || size(cohort) > size(largest)) largest = cohort
  return largest
}
