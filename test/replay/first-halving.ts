import { halvingThreshold } from '../../src/emission/issuance/halving.js'
import { BLOCKS_PER_DAY } from '../../src/units.js'

const TAO = 1_000_000_000n
const DAY = BigInt(BLOCKS_PER_DAY)

/** The block in which mainnet's issuance reached 10.5 M TAO. Source: archive-node study, see data/README.md */
export const CROSSED = 7_103_975
export const CROSSED_AT = Date.parse('2025-12-15T13:31:24Z')

/**
 * On 2025-01-14 a public explorer reckoned that without any recycling the halving would come on 2025-12-04, and at the rate
 * at which registrations had been recycled in the 30 days before, between 2025-12-11 and 12-21.
 * Block 4,964,237 was the first of 2025-02-20. Source: docs.taostats.io, Halving; data of daily prices, first blocks.
 */
export const january = 4_964_237 - 37 * BLOCKS_PER_DAY
export const days = BigInt(Date.parse('2025-12-04') - Date.parse('2025-01-14')) / 86_400_000n
export const issuance = halvingThreshold(1) - days * DAY * TAO

/** Recycled a block, RAO, if that puts the halving off by so many days. */
export const recycled = (late: bigint) => (TAO * late) / (days + late)
