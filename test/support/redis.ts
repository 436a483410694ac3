import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A Redis of the tests' own: a real one, on a free port, with a password. */
export interface OwnRedis {
  readonly url: string
  readonly port: number
  /** As from a power cut. */
  kill(): Promise<void>
  /** Again, on the same port, with what its folder has. */
  start(): Promise<void>
  stop(): Promise<void>
}

export const PASSWORD = 'correct horse'

/** Whether the machine has redis-server. Where it has not, tests say so in their names; a build machine must have it. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** @param folder  where it keeps what it holds, if it does */
export async function ownRedis(folder: string, appendonly = true): Promise<OwnRedis> {
  const port = await freePort()
  let server: ChildProcess
  const redis: OwnRedis = {
    url: `redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    port,
    async start() {
      const settings = ['--requirepass', PASSWORD, '--bind', '127.0.0.1', '--save', '', '--dir', folder]
      const log = appendonly ? ['--appendonly', 'yes', '--appendfsync', 'always'] : []
      server = spawn('redis-server', ['--port', `${port}`, ...settings, ...log], { stdio: 'pipe' })
      let said = ''
      server.stdout!.on('data', (data) => {
        said += data
      })
      for (let n = 0; !said.includes('Ready to accept connections'); n++) {
        if (n > 100 || server.exitCode !== null) throw new Error(`Redis did not start: ${said}`)
        await pause(50)
      }
    },
    async kill() {
      server.kill('SIGKILL')
      await ended(server)
    },
    async stop() {
      server.kill('SIGTERM')
      await ended(server)
    },
  }
  await redis.start()
  return redis
}

export const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.on('close', resolve))

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
