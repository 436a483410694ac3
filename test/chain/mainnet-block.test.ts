import { expect, test } from 'vitest'
import { octoberBlock } from '../replay/october-block.js'

test('the first block from the snapshot of 9,240,382 injects and buys what mainnet did, to the RAO, in all 125 subnets', () => {
  const paid = octoberBlock()
  expect(paid).toHaveLength(125)
  expect(paid.map(({ netuid, ourInjected, ourBought }) => [netuid, ourInjected, ourBought])).toEqual(
    paid.map(({ netuid, injected, bought }) => [netuid, injected, bought]),
  )
})
