import { ScenarioError } from '../../errors.js'
import { type LocalQueueOptions, localQueue } from './local.js'
import type { RunQueue } from './queue.js'

/**
 * The queue that `--queue` names.
 * @param say  told in words of what holds up a shared queue
 * @throws ScenarioError if there is none of that name, or a shared one cannot be reached
 */
export async function openQueue(
  name: string,
  options: LocalQueueOptions,
  say?: (words: string) => void,
): Promise<RunQueue> {
  if (name === 'local') return localQueue(options)
  if (/^rediss?:/.test(name)) {
    // Loaded when asked for: most sweeps need no Redis.
    const { redisQueue } = await import('./redis.js')
    return redisQueue({ url: name, folder: options.folder, say })
  }
  throw new ScenarioError([
    { path: '--queue', got: JSON.stringify(name), want: 'local, or the address of a Redis: redis://…' },
  ])
}
