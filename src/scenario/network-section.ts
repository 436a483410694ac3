import type { Fields } from '../fields.js'
import { at, complain, type Piece, readGiven, readMap, shown } from './decode.js'
import type { NetworkChoices, ScenarioCatalogue, Values } from './scenario.js'
import { listed } from './subnet-choice.js'

/** Chain parameters that the file names: for the network, for every subnet, or for one under `subnets`. */
export function readNetwork(
  piece: Piece,
  catalogue: ScenarioCatalogue,
  netuids: readonly number[],
): NetworkChoices {
  const { network, subnet } = catalogue.sections
  const fields = { ...network, ...subnet }
  const branch = readMap(piece, [...Object.keys(fields), 'subnets'])
  if (!branch) return { all: {}, subnets: {} }
  const part = at(branch, 'subnets', piece)
  return { all: readGiven(piece, fields, branch), subnets: readNetworkSubnets(part, subnet, netuids) }
}

function readNetworkSubnets(
  piece: Piece,
  fields: Fields,
  netuids: readonly number[],
): Record<string, Values> {
  const { tree } = piece
  if (tree === undefined) return {}
  if (tree.kind !== 'branch') {
    complain(piece, { got: shown(piece), want: 'a map by subnet, such as {3: {yuma3: false}}' })
    return {}
  }
  const chosen: Record<string, Values> = {}
  for (const [name, { key }] of tree.entries) {
    const part = at(tree, name, piece)
    if (!netuids.includes(Number(name))) {
      complain(
        { ...part, span: key },
        { got: `"${name}"`, want: `a subnet of this genesis: ${listed(netuids)}` },
      )
      continue
    }
    const branch = readMap(part, Object.keys(fields))
    if (branch) chosen[name] = readGiven(part, fields, branch)
  }
  return chosen
}
