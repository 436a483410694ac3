import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chooseSnapshot } from '../genesis/choose-snapshot.js'
import { scenarioCatalogue } from '../genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../genesis/shipped.js'
import { shippedCards } from '../genesis/shipped-cards.js'
import { createRecorder } from '../record/recorder.js'
import { CsvSink } from '../record/sinks/csv.js'
import { readScenario } from '../scenario/read-scenario.js'
import { simulate } from '../simulate.js'
import { BLOCKS_PER_DAY } from '../units.js'
import type { Bench } from './bench.js'

const file = fileURLToPath(new URL('../../scenarios/mainnet-year.yaml', import.meta.url))
/** Days before the clock starts, and days that it counts. */
const WARM = 2
const COUNTED = 8
const YEAR = 365

/**
 * A year of the whole network: 128 subnets of 256 UIDs, the population of mainnet, every epoch in full, CSV files written.
 * Reckoned from the third to the tenth day; a year has no season that would make it wrong.
 */
export const networkYear: Bench = {
  id: 'network-year',
  summary:
    'A year of 128 subnets with 256 UIDs each, agents and CSV files included; reckoned from eight days.',
  source: 'workload W3 of this project: scenarios/mainnet-year.yaml',
  unit: 's/year',
  repeats: 1,
  async run(machine) {
    const text = readFileSync(file, 'utf8')
    const horizon = `horizon=${WARM + COUNTED} days`
    const { scenario, curves } = await readScenario(text, file, scenarioCatalogue(shippedCards), [horizon])
    const snapshot = chooseSnapshot(scenario, scenario.seed, shippedSnapshot)
    const input = { scenario, snapshot, seed: scenario.seed, curves }
    const recorder = createRecorder(new CsvSink(machine.folder()))
    const clock = { start: 0, cpu: 0 }
    const tick = (done: number) => {
      if (clock.start > 0 || done < WARM * BLOCKS_PER_DAY) return
      clock.start = machine.now()
      clock.cpu = machine.cpu()
    }
    const outcome = simulate(input, recorder, {}, { tick })
    const years = COUNTED / YEAR
    const value = (machine.now() - clock.start) / 1000 / years
    const cpu = (machine.cpu() - clock.cpu) / years
    recorder.close(outcome)
    return { value, checksum: outcome.stateHash, more: { cpu_s: cpu, peak_rss_mb: machine.peakMemory() } }
  },
}
