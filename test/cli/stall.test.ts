import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const stall = fileURLToPath(new URL('../../src/cli/stall.ts', import.meta.url))

/** A process whose blocks end every 20 ms, `blocks` of them, and then do what `after` says; what it has said. */
async function said(blocks: number, after: string): Promise<string> {
  const code = `
    const { watchForStall } = await import(${JSON.stringify(stall)})
    const watch = watchForStall('no block has ended\\n', 400)
    const idle = new Int32Array(new SharedArrayBuffer(4))
    for (let done = 1; done <= ${blocks}; done++) {
      Atomics.wait(idle, 0, 0, 20)
      watch.beat(done)
    }
    ${after}`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code])
  let err = ''
  child.stderr.on('data', (data) => {
    err += data
    child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.on('close', resolve))
  return err
}

test('a loop that never ends is told of while it goes on, though nothing else is let in', async () => {
  expect(await said(10, 'for (;;) {}')).toBe('no block has ended\n')
})

test('blocks that end, however slowly, are not, and the watch keeps no process from ending', async () => {
  expect(await said(60, '')).toBe('')
  expect(await said(1, 'watch.release()')).toBe('')
})
