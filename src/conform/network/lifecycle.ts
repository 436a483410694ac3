import { apportion, ownerRefund } from '../../chain/lifecycle/apportion.js'
import { Birth, births } from '../../chain/lifecycle/birth.js'
import { leaseDividends } from '../../chain/lifecycle/lease.js'
import { lockCost, lockInterval } from '../../chain/lifecycle/lock-cost.js'
import { medianPrice } from '../../chain/lifecycle/median-price.js'
import { subnetToPrune } from '../../chain/lifecycle/prune.js'
import { createWorld, listNetuids } from '../../state/world.js'
import type { Hold, Runner, Vector } from '../hold.js'

const FULL_EMISSION = 1e9

/** The keys of a vector tell whether it asks one price, prices over time, or a chain of registrations. */
function lock({ inputs, expected }: Vector, hold: Hold): void {
  const interval = lockInterval(inputs.interval, Number(inputs.block_emission ?? FULL_EMISSION))
  const minLock = Number(inputs.min_lock)
  const last = Number(inputs.last_lock)
  const since = inputs.last_lock_block
  if (inputs.rows) chainOfLocks(inputs.rows, expected.cost_tao, interval, minLock, hold)
  else if (inputs.gaps) {
    let block = since
    let paid = last
    const costs = inputs.gaps.map((gap: number) => {
      paid = lockCost(paid, block, block + gap, interval, minLock)
      block += gap
      return paid
    })
    hold.equal('cost', expected.cost, costs)
  } else if (inputs.offsets) {
    const costs = inputs.offsets.map((d: number) => lockCost(last, since, since + d, interval, minLock))
    hold.equal('cost', expected.cost, costs)
  } else hold.equal('cost', expected.cost, lockCost(last, since, inputs.block, interval, minLock))
}

/** Each published cost from the one before it. */
function chainOfLocks(
  rows: { block: number }[],
  tao: number[],
  interval: number,
  minLock: number,
  hold: Hold,
): void {
  for (let k = 1; k < rows.length; k++) {
    const got = lockCost(Math.round(tao[k - 1] * 1e9), rows[k - 1].block, rows[k].block, interval, minLock)
    hold.own(`cost_tao.${k}`, tao[k], got / 1e9)
  }
}

function lateLock({ inputs, expected }: Vector, hold: Hold): void {
  const { last_lock_rao, blocks_since_last_registration: d, minimum_rao, effective_interval_blocks } = inputs
  const got = lockCost(
    Number(last_lock_rao),
    1,
    1 + Number(d),
    Number(effective_interval_blocks),
    Number(minimum_rao),
  )
  hold.equal('lock_rao', expected.lock_rao, got)
}

function seed({ inputs, expected }: Vector, hold: Hold): void {
  const birth = new Birth()
  births.get('median').birth(Number(inputs.lock), Number(inputs.min_lock), inputs.median_price, birth)
  hold.rao('SubnetTAO', expected.SubnetTAO, birth.tao)
  hold.rao('SubnetAlphaIn', expected.SubnetAlphaIn, birth.alpha)
  hold.rao('SubnetAlphaOut', expected.SubnetAlphaOut, birth.ownerAlpha)
  hold.rao('recycled', expected.recycled, birth.recycled)
  hold.rao('SubnetLocked', expected.SubnetLocked, birth.tao + birth.recycled)
  hold.rao('TotalStake_delta', expected.TotalStake_delta, birth.tao)
}

function poolInit({ inputs, expected, regime }: Vector, hold: Hold): void {
  const birth = new Birth()
  const rule = births.get(String(regime).startsWith('to ') ? 'min-lock' : 'median')
  const price = Number(inputs.median_alpha_price ?? 1)
  rule.birth(Number(inputs.lock_paid_rao), Number(inputs.network_min_lock_rao), price, birth)
  hold.rao('pool_tao_rao', expected.pool_tao_rao, birth.tao)
  hold.rao('pool_alpha_rao', expected.pool_alpha_rao, birth.alpha)
  hold.rao('tao_recycled_rao', expected.tao_recycled_rao, birth.recycled)
}

function median({ inputs, expected }: Vector, hold: Hold): void {
  type Listed = { price: number; added?: boolean; root?: boolean }
  const listed: Listed[] = inputs.subnets ?? inputs.prices.map((price: number) => ({ price }))
  const prices = listed
    .filter(({ added, root }) => added !== false && !root)
    .map(({ price }) => Number(price))
  hold.own('median', expected.median, medianPrice(prices))
}

function prune({ inputs, expected }: Vector, hold: Hold): void {
  const most = Math.max(...inputs.subnets.map(({ netuid }: { netuid: number }) => netuid))
  const world = createWorld({ subnets: most + 1, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  world.block = inputs.block
  for (const { netuid, registered_at, price } of inputs.subnets) {
    world.subnets.exists[netuid] = 1
    world.subnets.registeredAt[netuid] = registered_at
    world.subnets.movingPrice[netuid] = Number(price)
  }
  listNetuids(world)
  const netuid = subnetToPrune(world, inputs.immunity)
  hold.equal('prune', expected.prune, netuid < 0 ? null : netuid)
}

function dissolution({ inputs, expected }: Vector, hold: Hold): void {
  const parts = apportion(Number(inputs.pot_tao), [...inputs.staker_alpha, inputs.protocol_alpha].map(Number))
  const protocol = parts.pop()
  hold.equal('staker_tao', expected.staker_tao, parts)
  hold.equal('protocol_tao_recycled', expected.protocol_tao_recycled, protocol as number)
}

function refund({ inputs, expected }: Vector, hold: Hold): void {
  const cut = inputs.owner_cut_raw / 65_535
  const due = ownerRefund(Number(inputs.lock), Number(inputs.alpha_issuance), cut, inputs.price)
  hold.equal('refund_tao', expected.refund_tao, inputs.registered_before_start_block ? due : 0)
}

function lease({ inputs, expected }: Vector, hold: Hold): void {
  const contributions: Record<string, number> = inputs.contributions ?? {}
  const paid = leaseDividends(
    Number(inputs.accumulated),
    Number(inputs.owner_cut_alpha),
    inputs.emissions_share_percent,
    Object.values(contributions).map(Number),
    Number(inputs.raised ?? 1),
  )
  if (expected.total !== undefined) hold.equal('total', expected.total, paid.total)
  Object.keys(contributions).forEach((name, i) => {
    if (expected[name] !== undefined) hold.equal(name, expected[name], paid.contributors[i])
  })
  hold.equal('beneficiary', expected.beneficiary, paid.beneficiary)
}

export const lifecycleRunners: Runner[] = [
  { kinds: ['lock-cost'], run: lock },
  { kinds: ['lock_cost'], run: lateLock },
  { kinds: ['subnet-seed'], run: seed },
  { kinds: ['subnet_pool_init'], run: poolInit },
  { kinds: ['median-price'], run: median },
  { kinds: ['subnet-prune'], run: prune },
  { kinds: ['dissolution'], run: dissolution },
  { kinds: ['dissolution-owner-refund'], run: refund },
  { kinds: ['lease'], run: lease },
]
