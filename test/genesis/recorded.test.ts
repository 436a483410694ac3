import { expect, test } from 'vitest'
import { shippedSnapshot } from '../../src/genesis/shipped.js'
import { auditWorld } from '../../src/state/audit.js'
import { stakeOf } from '../../src/state/share-pools.js'
import { beginningFrom } from '../support/yaml.js'

const SCENARIO = `
name: recorded
horizon: 1 day
genesis: { snapshot: mainnet-2026-10-08, subnets: [1, 3, 64], uids: 256 }
population:
  - { id: owners, strategy: honest-owner, count: as recorded, stake: as recorded }
  - { id: validators, strategy: honest-validator, count: as recorded, stake: 20 % }
  - { id: miners, strategy: honest-miner, count: as recorded, params: { outside: 0 } }
`
const snapshot = shippedSnapshot()
const subnet = (netuid: number) => snapshot.subnets.find((each) => each.netuid === netuid)!

test('a population `as recorded` fills each subnet with the UIDs and validators that the snapshot counts', async () => {
  const { world, society } = await beginningFrom(SCENARIO)
  for (const netuid of [1, 3, 64]) {
    expect(world.subnets.neuronCount[netuid]).toBe(subnet(netuid).uids)
    const validators = society.cohorts[1].netuid.filter((n) => n === netuid).length
    expect(validators).toBe(subnet(netuid).validators)
  }
  auditWorld(world)
})

test('an owner whose stake is `as recorded` holds the part of all alpha issued that the snapshot says', async () => {
  const { world, society } = await beginningFrom(SCENARIO)
  const owners = society.cohorts[0]
  for (let m = 0; m < owners.size; m++) {
    const { ownerAlphaShare, alphaReserveRao, alphaOutRao } = subnet(owners.netuid[m])
    const held = stakeOf(world, owners.hotkey[m], owners.coldkey[m], owners.netuid[m])
    expect(held / (alphaReserveRao + alphaOutRao)).toBeCloseTo(ownerAlphaShare, 6)
  }
})
