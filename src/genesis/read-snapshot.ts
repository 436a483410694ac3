import { ScenarioError } from '../errors.js'
import { nearest } from '../nearest.js'
import { aprilRootTao, captureBlocks, type DataFile, dataFiles, readCaptures } from './captures.js'
import { type CatalogueEntry, catalogue, fileSources } from './catalogue.js'
import { completeSubnet } from './complete.js'
import { lineageOf } from './lineage.js'
import type { FilledValue, Snapshot } from './snapshot.js'

/** Figures of the network before block 9,240,382, RAO. Source: data/README.md. */
const ISSUANCE = 11_597_618_610_011_215n
const ROOT_TAO = 5_454_229_618_298_977
/** Minted a block since block 7,103,976, RAO. */
const BLOCK_EMISSION = 500_000_000n

/**
 * Put a snapshot together from the text of the data files. What its own block lacks is filled by the order: a rule
 * that uses the block's own figures, the nearest capture of the same subnet (same netuid, same registration), a
 * default. Every such value is listed.
 *
 * @param id    one of the catalogue's
 * @param files every file of the data folder that captures.ts names
 * @throws ScenarioError for an unknown id, DataError for a file that is missing or malformed
 */
export function readSnapshot(id: string, files: readonly DataFile[]): Snapshot {
  const entry = entryOf(id)
  const captures = readCaptures(files)
  const lineage = lineageOf(captures)
  const filled: FilledValue[] = []
  const { rootTaoRao, issuanceRao } = networkFigures(entry.block, files, filled)
  const netuids = captures.find(({ block }) => block === entry.block)!.subnets.keys()
  const subnets = [...netuids]
    .sort((a, b) => a - b)
    .map((netuid) => completeSubnet(captures, lineage, entry.block, netuid, filled))
  return {
    id: entry.id,
    title: entry.title,
    block: entry.block,
    dateUtc: entry.dateUtc,
    specVersion: entry.specVersion,
    issuanceRao,
    rootTaoRao,
    gateBarBits: entry.gateBarBits,
    sources: [...entry.files.map((name) => `${name}: ${fileSources[name]}`), ...entry.notes],
    files: Object.values(dataFiles).map((name) => ({
      name,
      sha256: files.find((file) => file.name === name)!.sha256,
    })),
    subnets,
    filled,
  }
}

function entryOf(id: string): CatalogueEntry {
  const found = catalogue.find((entry) => entry.id === id)
  if (found) return found
  const ids = catalogue.map((entry) => entry.id)
  throw new ScenarioError([
    { path: '', got: JSON.stringify(id), want: `a snapshot: ${ids.join(', ')}`, meant: nearest(id, ids) },
  ])
}

/**
 * Issuance and root TAO. The October block has both and April its root TAO; issuance elsewhere is October's less
 * what was minted since, 0.5 TAO a block.
 */
function networkFigures(block: number, files: readonly DataFile[], filled: FilledValue[]) {
  const passed = captureBlocks.october - block
  const issuanceRao = String(ISSUANCE - BigInt(passed) * BLOCK_EMISSION)
  const rootTaoRao = block === captureBlocks.april ? aprilRootTao(files) : ROOT_TAO
  const nearestBlock = `block ${captureBlocks.october}`
  if (passed > 0) {
    filled.push({
      netuid: null,
      column: 'issuanceRao',
      value: issuanceRao,
      from: `${nearestBlock} less 0.5 TAO a block`,
    })
  }
  if (passed > 0 && block !== captureBlocks.april) {
    filled.push({ netuid: null, column: 'rootTaoRao', value: rootTaoRao, from: nearestBlock })
  }
  return { issuanceRao, rootTaoRao }
}
