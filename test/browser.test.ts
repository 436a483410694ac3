import { describe, expect, test } from 'vitest'

import { readSnapshot } from '../src/genesis/read-snapshot.js'
import { readDataFiles, shippedSnapshots } from '../src/genesis/shipped.js'
import { synthesise } from '../src/genesis/synthetic.js'
import { createStreams } from '../src/random/streams.js'
import { inBrowser } from './browser.js'

describe('in a browser', () => {
  test('a snapshot is read from the text of the data files as in Node', async () => {
    const there = await inBrowser<{ readSnapshot: typeof readSnapshot }>(
      `export { readSnapshot } from './src/genesis/read-snapshot.js'`,
    )
    const files = readDataFiles()
    for (const id of shippedSnapshots) {
      expect(JSON.stringify(there.readSnapshot(id, files))).toBe(JSON.stringify(readSnapshot(id, files)))
    }
  })

  test('a synthetic network is drawn as in Node, digit by digit', async () => {
    const there = await inBrowser<{ synthesise: typeof synthesise; createStreams: typeof createStreams }>(
      `export { synthesise } from './src/genesis/synthetic.js'
       export { createStreams } from './src/random/streams.js'`,
    )
    const drawn = there.synthesise({ subnets: 64 }, there.createStreams('seed').stream('genesis/pools'))
    const here = synthesise({ subnets: 64 }, createStreams('seed').stream('genesis/pools'))
    expect(JSON.stringify(drawn)).toBe(JSON.stringify(here))
  })

  test('what only Node has is refused at the door', async () => {
    await expect(inBrowser(`export { shippedSnapshot } from './src/genesis/shipped.js'`)).rejects.toThrow(
      'node:fs',
    )
  })
})
