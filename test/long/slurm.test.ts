import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasSlurm, type OwnSlurm, ownSlurm } from '../support/slurm.js'
import { sweepHashes, writeSmallSweep } from '../support/sweeps.js'
import { startTaolab } from '../support/taolab.js'

const checkout = fileURLToPath(new URL('../..', import.meta.url))

const name = hasSlurm
  ? 'the batch file, by a real Slurm'
  : 'the batch file (NOT TESTED here: wants root, slurm-wlm and munge)'
describe.skipIf(!hasSlurm && process.env.CI === undefined)(name, () => {
  let folder: string
  let slurm: OwnSlurm
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'slurm-'))
    slurm = await ownSlurm(folder)
  })
  afterAll(async () => {
    await slurm?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const submit = (file: string, out: string, ...flags: string[]) => {
    const log = join(folder, 'log-%A-%a')
    const main = process.env.TAOLAB_MAIN ?? '--import tsx src/cli/main.ts'
    const env = { ...slurm.env, TAOLAB: `node ${main}` }
    const asked = ['--wait', '--parsable', `--output=${log}`, '--mem-per-cpu=0', ...flags]
    const args = [...asked, 'docs/taolab.sbatch', file, out]
    const { status, stdout, stderr } = spawnSync('sbatch', args, { cwd: checkout, env, encoding: 'utf8' })
    const logs = spawnSync('sh', ['-c', `cat ${folder}/log-*`], { encoding: 'utf8' }).stdout
    expect(status, `${stdout}${stderr}${logs}`).toBe(0)
  }

  test('carries out a sweep as an array of three and collects it, with the bytes of one worker', async () => {
    const file = writeSmallSweep(folder)
    const whole = startTaolab('sweep', file, '--out', join(folder, 'whole'), '--workers', '1')
    expect(await whole.end, whole.said.err).toBe(0)
    submit(file, join(folder, 'out'), '--array=0-2')
    submit(file, join(folder, 'out'))
    expect(sweepHashes(join(folder, 'out'))).toEqual(sweepHashes(join(folder, 'whole')))
    expect(readFileSync(join(folder, 'slurmctld.log'), 'utf8')).toContain('done')
  })
})
