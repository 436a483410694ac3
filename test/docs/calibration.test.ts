import { expect, test } from 'vitest'
import { pageFromFiles } from '../../src/calibration/files.js'

test('docs/calibration.md is what its figures in data/ make of it (renew it with vitest -u)', async () => {
  await expect(pageFromFiles()).toMatchFileSnapshot('../../docs/calibration.md')
})
