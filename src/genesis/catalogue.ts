import { captureBlocks, dataFiles } from './captures.js'

/** A snapshot that the package ships: which block of the data it is, and what the files do not say of it. */
export interface CatalogueEntry {
  readonly id: string
  readonly title: string
  readonly block: number
  readonly dateUtc: string
  readonly specVersion: number
  readonly gateBarBits: string
  /** The files whose own figures it holds; others only fill gaps. */
  readonly files: readonly string[]
  readonly notes: readonly string[]
}

export const DEFAULT_SNAPSHOT = 'mainnet-2026-10-08'

export const catalogue: readonly CatalogueEntry[] = [
  {
    id: 'mainnet-2026-10-08',
    title: 'Mainnet at block 9,240,382: 128 subnets with reserves, weights, moving prices, burn and switches',
    block: captureBlocks.october,
    dateUtc: '2026-10-08T19:18:48Z',
    specVersion: 475,
    // RaoFoundation/subtensor pallets/subtensor/src/coinbase/subnet_emissions.rs stores it; figure of that block.
    gateBarBits: '152413810822644953',
    files: [dataFiles.october, dataFiles.derived],
    notes: [
      'date: 12 s a block from block 9,233,782 (2026-10-07T21:18:48Z)',
      'netuid 116 was registered anew after 2026-09-30: block from the lock cost, start from its alpha issuance',
    ],
  },
  {
    id: 'mainnet-2026-09-30',
    title: 'Mainnet at block 9,184,186: 128 subnets with reserves, burn, registration prices and validators',
    block: captureBlocks.september,
    dateUtc: '2026-09-30T23:59:48Z',
    specVersion: 470,
    gateBarBits: '0',
    files: [dataFiles.reserves, dataFiles.september],
    notes: ['reserves are rounded to 0.1 TAO and 1 alpha'],
  },
  {
    id: 'mainnet-2026-08-02',
    title: 'Mainnet at block 8,753,086: 128 subnets with reserves and burn',
    block: captureBlocks.augustReserves,
    dateUtc: '2026-08-02T01:19:00Z',
    specVersion: 440,
    gateBarBits: '0',
    files: [dataFiles.reserves],
    notes: ['reserves are rounded to 0.1 TAO and 1 alpha'],
  },
  {
    id: 'mainnet-2026-04-11',
    title: 'Mainnet on 2026-04-11: 128 subnets and root, with volume, tempo and immunity periods',
    block: captureBlocks.april,
    dateUtc: '2026-04-11T19:19:48Z',
    specVersion: 391,
    gateBarBits: '0',
    files: [dataFiles.april],
    notes: [
      'block: the one block of that week at which the published distances to the last epoch of root and of netuids 1 to 3 hold',
      'spec 391 is the last known upgrade before the block; a later one below 411 may have been in force',
    ],
  },
]

/** Where each file comes from. In full, with licences: data/README.md. */
export const fileSources: Readonly<Record<string, string>> = {
  [dataFiles.april]:
    'sudoHayato/bittensor-research data/subnets_snapshot_2026-04-11.json, d2068f46f469e0a9937b4143a17bf5658d2dedb4 (MIT)',
  [dataFiles.july]:
    'JSONbored/metagraphed tests/fixtures/emission-pipeline.json, 30a4d61b0e5eb21fa65b9a09765123ad18a2b317 (facts)',
  [dataFiles.reserves]:
    'pkoellinger/bittensor-subnet-price-correlates data/chain/grid_wave1.csv, b95fef2486aefe2f41d239ca3940b39a309b77f7 (facts)',
  [dataFiles.august]:
    'pkoellinger/bittensor-subnet-price-correlates Code/collection/data/chain/state_wave1.csv, e18ef6051e67f8310698eac30157572dc0e595ff (facts)',
  [dataFiles.september]:
    'pkoellinger/bittensor-subnet-price-correlates Code/collection/data/chain/{state,roster}_wave1.csv, e18ef6051e67f8310698eac30157572dc0e595ff (facts)',
  [dataFiles.october]:
    'NoBSRecruiter/tao-subnet-trader fixtures, bfa925ec05681218ef717bb1f1daaf1194b8ab6b (facts)',
  [dataFiles.derived]: 'derived here: data/README.md',
}
