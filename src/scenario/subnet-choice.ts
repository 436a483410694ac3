import { at, complain, type Piece, readItems, readMap, shown } from './decode.js'
import type { Tree } from './tree.js'

/** The subnets that may be chosen, largest pool first, and how a message calls them. */
export interface Available {
  readonly netuids: readonly number[]
  readonly name: string
}

/**
 * `all`, `[1, 3, 8]` or `{largest: 8}`: subnets in the order of what is available, largest pool first.
 *
 * A bare number is refused, for `8` could be one subnet or eight of them.
 */
export function readSubnets(piece: Piece, available: Available): readonly number[] {
  const { tree } = piece
  if (tree === undefined || (tree.kind === 'leaf' && tree.value === 'all')) return available.netuids
  if (tree.kind === 'row') return readListed(piece, available)
  if (tree.kind === 'branch') return readLargest(piece, available)
  const meant = typeof tree.value === 'number' ? `{largest: ${tree.value}} or [${tree.value}]` : undefined
  const want = meant ?? 'all, a list such as [1, 3] or {largest: 8}'
  complain(piece, { got: shown(piece), want })
  return available.netuids
}

function readListed(piece: Piece, { netuids, name }: Available): readonly number[] {
  const chosen = new Set<number>()
  for (const item of readItems(piece, 'a list of subnets') ?? []) {
    const netuid = wholeOf(item.tree)
    if (netuid !== undefined && chosen.has(netuid))
      complain(item, { got: `subnet ${netuid} twice`, want: 'each subnet once' })
    else if (netuid !== undefined && netuids.includes(netuid)) chosen.add(netuid)
    else
      complain(item, {
        got: shown(item),
        want: `a subnet of ${name}${netuid === 0 ? ' other than root' : `: ${listed(netuids)}`}`,
      })
  }
  if (chosen.size === 0 && piece.tree?.kind === 'row' && piece.tree.items.length === 0) {
    complain(piece, { got: 'an empty list', want: 'at least one subnet' })
  }
  return netuids.filter((netuid) => chosen.has(netuid))
}

function readLargest(piece: Piece, { netuids, name }: Available): readonly number[] {
  const branch = readMap(piece, ['largest'])
  if (!branch) return netuids
  const part = at(branch, 'largest', piece)
  const count = wholeOf(part.tree)
  if (count !== undefined && count >= 1 && count <= netuids.length) return netuids.slice(0, count)
  complain(part, {
    got: shown(part),
    want: `a whole number from 1 to ${netuids.length}, the subnets of ${name}`,
  })
  return netuids
}

/** A whole number as the file has it, if it is one. */
export const wholeOf = (tree: Tree | undefined): number | undefined =>
  tree?.kind === 'leaf' && typeof tree.value === 'number' && Number.isInteger(tree.value)
    ? tree.value
    : undefined

/** `1 to 12, 14, 20 to 128`: ascending, runs joined, at most eight of them. */
export function listed(netuids: readonly number[]): string {
  const sorted = [...netuids].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const netuid of sorted) {
    const last = runs.at(-1)
    if (last && netuid === last[1] + 1) last[1] = netuid
    else runs.push([netuid, netuid])
  }
  const written = runs.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`))
  return written.length > 8 ? `${written.slice(0, 8).join(', ')}, ...` : written.join(', ')
}
