/**
 * Prints "passed failed" of a vitest JSON report; a test file that could not be loaded counts as one failure, and so
 * does a run that failed although no test did.
 *
 *   node .ci/count.mjs REPORT EXIT_CODE
 */
import { readFileSync } from 'node:fs'

const [path, code] = process.argv.slice(2)
const report = JSON.parse(readFileSync(path, 'utf8'))
const unloaded = report.testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
)
const failed = report.numFailedTests + unloaded.length
console.log(report.numPassedTests, failed === 0 && code !== '0' ? 1 : failed)
