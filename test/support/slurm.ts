import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './redis.js'

/** A Slurm of one node, of the tests' own: real daemons, private folders and ports. Root alone may start one. */
export interface OwnSlurm {
  /** What a command of Slurm's needs in its environment. */
  readonly env: NodeJS.ProcessEnv
  stop(): Promise<void>
}

const daemons = ['munged', 'slurmctld', 'slurmd', 'sbatch']
export const hasSlurm =
  process.getuid?.() === 0 && daemons.every((name) => spawnSync('which', [name]).status === 0)

/** @param folder  short: the path of a socket holds some hundred characters */
export async function ownSlurm(folder: string): Promise<OwnSlurm> {
  for (const name of ['state', 'spool', 'munge']) mkdirSync(join(folder, name), { mode: 0o755 })
  const file = join(folder, 'slurm.conf')
  const socket = join(folder, 'munge', 'socket')
  writeFileSync(file, configuration(folder, socket, await freePort(), await freePort()))
  writeFileSync(join(folder, 'munge', 'key'), 'k'.repeat(128), { mode: 0o400 })
  const env = { ...process.env, SLURM_CONF: file }
  const inMunge = (name: string) => join(folder, 'munge', name)
  const started: ChildProcess[] = []
  const start = (name: string, ...args: string[]) => started.push(spawn(name, args, { env, stdio: 'ignore' }))
  const files = ['key', 'log', 'pid', 'seed'].map((name) => `--${name}-file=${inMunge(name)}`)
  start('munged', '-F', '--force', `--socket=${socket}`, ...files)
  await pause(500)
  start('slurmctld', '-D', '-c', '-f', file)
  await pause(1_000)
  start('slurmd', '-D', '-c', '-f', file, '-N', hostname())
  const stop = async () => {
    for (const child of started.toReversed()) child.kill('SIGTERM')
    await Promise.race([
      Promise.all(started.map((child) => new Promise((done) => child.on('close', done)))),
      pause(5_000),
    ])
    for (const child of started) child.kill('SIGKILL')
  }
  for (let n = 0; !spawnSync('sinfo', ['-h', '-o', '%t'], { env }).stdout.toString().includes('idle'); n++) {
    if (n > 60) {
      const said = spawnSync('tail', ['-n', '5', join(folder, 'slurmctld.log'), join(folder, 'slurmd.log')])
      await stop()
      throw new Error(`Slurm did not start:\n${said.stdout}`)
    }
    await pause(500)
  }
  return { env, stop }
}

const configuration = (folder: string, socket: string, controller: number, node: number): string => `
ClusterName=taolab
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${socket}
CredType=cred/munge
SlurmctldPort=${controller}
SlurmdPort=${node}
StateSaveLocation=${join(folder, 'state')}
SlurmdSpoolDir=${join(folder, 'spool')}
SlurmctldPidFile=${join(folder, 'slurmctld.pid')}
SlurmdPidFile=${join(folder, 'slurmd.pid')}
SlurmctldLogFile=${join(folder, 'slurmctld.log')}
SlurmdLogFile=${join(folder, 'slurmd.log')}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SchedulerType=sched/backfill
SelectType=select/cons_tres
ReturnToService=2
MpiDefault=none
NodeName=${hostname()} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} State=UNKNOWN
PartitionName=main Nodes=${hostname()} Default=YES MaxTime=INFINITE State=UP
`
