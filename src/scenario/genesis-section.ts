import { blocks, choice, integer, optional, tao } from '../fields.js'
import { at, complain, type Piece, readFields, readMap, shown } from './decode.js'
import { readCard } from './names.js'
import type { Genesis, ScenarioCatalogue, SnapshotCard } from './scenario.js'
import { readSubnets, wholeOf } from './subnet-choice.js'

/** What every genesis has, whatever its snapshot. The catalogue adds what its snapshots need. */
export const GENESIS = {
  uids: integer(256, 'UIDs', 'UIDs of each subnet', { min: 1, max: 512, fixed: true }),
  resolution: choice(
    ['neurons', 'aggregate'],
    'neurons',
    'miners and validators one by one, or consensus as a fixed split',
  ),
  halvingIn: optional(
    blocks(
      '0 days',
      'time to the next halving of TAO at the emission then in force: the issuance is set so',
      {
        unitRequired: true,
        fixed: true,
      },
    ),
  ),
  issuance: optional(tao('0 TAO', 'TAO issued at the start', { max: '21e6 TAO', fixed: true })),
}

/** Subnets of a synthetic genesis that does not say how many. */
const SYNTHETIC = 8
const MOST_SYNTHETIC = 1024

export function readGenesis(piece: Piece, catalogue: ScenarioCatalogue): Genesis {
  const fields = { ...GENESIS, ...catalogue.sections.genesis }
  const branch = readMap(piece, ['snapshot', 'subnets', ...Object.keys(fields)])
  const fallback = catalogue.snapshots.all[0]
  if (!branch)
    return {
      snapshot: fallback.id,
      netuids: fallback.netuids ?? [],
      uids: 256,
      resolution: 'neurons',
      more: {},
    }
  const named = at(branch, 'snapshot', piece)
  const snapshot = (named.tree && readCard(named, catalogue.snapshots, 'a snapshot')) || fallback
  const netuids = readNetuids(at(branch, 'subnets', piece), snapshot)
  const { uids, resolution, halvingIn, issuance, ...more } = readFields(piece, fields, branch)
  if (halvingIn !== undefined && issuance !== undefined) {
    const part = at(branch, 'halvingIn', piece)
    complain(part, { got: 'both halvingIn and issuance', want: 'one of them: either gives the other' })
  }
  return { snapshot: snapshot.id, netuids, uids, resolution, halvingIn, issuance, more }
}

function readNetuids(piece: Piece, { id, netuids }: SnapshotCard): readonly number[] {
  if (netuids) return readSubnets(piece, { netuids, name: id })
  const count = piece.tree ? wholeOf(piece.tree) : SYNTHETIC
  const fits = count !== undefined && count >= 1 && count <= MOST_SYNTHETIC
  if (!fits) complain(piece, { got: shown(piece), want: `how many subnets, 1 to ${MOST_SYNTHETIC}` })
  return Array.from({ length: fits ? count : SYNTHETIC }, (_, index) => index + 1)
}
