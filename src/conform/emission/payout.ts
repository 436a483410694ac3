import { epochSchedules } from '../../emission/index.js'
import {
  claimableRate,
  drainPools,
  drainPoolsTogether,
  EpochPools,
  rootOwed,
  shareDividends,
  withheldShare,
} from '../../emission/payout.js'
import { rootProportion, rootSells } from '../../emission/root-proportion.js'
import { AlphaSplit, splitAlpha } from '../../emission/split.js'
import type { Hold, Runner, Vector } from '../hold.js'
import { taoWeight } from './injection.js'
import { put, smallWorld } from './small-world.js'

function runAlphaSplit({ inputs, expected }: Vector, hold: Hold): void {
  const cut = inputs.owner_cut_enabled ? inputs.owner_cut_u16 / 65_535 : 0
  const issuance = Number(inputs.alpha_issuance_rao_after_minting_alpha_out)
  const rho = rootProportion(Number(inputs.root_tao_rao), taoWeight(inputs.tao_weight_u64), issuance)
  const split = new AlphaSplit()
  splitAlpha(Number(inputs.alpha_out_rao), cut, rho, split)
  hold.rao('owner_cut_rao', expected.owner_cut_rao, split.owner)
  hold.rao('pending_server_rao', expected.pending_server_rao, split.server)
  hold.rao('pending_validator_rao', expected.pending_validator_rao, split.validator)
  hold.rao('pending_root_alpha_rao', expected.pending_root_alpha_rao, inputs.root_sell_flag ? split.root : 0)
  hold.rao(
    'root_alpha_recycled_rao',
    expected.root_alpha_recycled_rao,
    inputs.root_sell_flag ? 0 : split.root,
  )
}

/** The chain's largest u64 stands for "never". */
const wait = (blocks: number): bigint => (Number.isFinite(blocks) ? BigInt(blocks) : 2n ** 64n - 1n)

function runSchedule({ inputs, expected }: Vector, hold: Hold): void {
  const { block, tempo } = inputs
  if (expected.blocks_until_next_epoch !== undefined) {
    const schedule = epochSchedules.get('modulo')
    const got = schedule.blocksUntilNext(block, inputs.netuid, tempo, 0)
    hold.equal('blocks_until_next_epoch', expected.blocks_until_next_epoch, wait(got))
    hold.equal('due', got === 0, schedule.isDue(block, inputs.netuid, tempo, 0))
  } else {
    const schedule = epochSchedules.get('stateful')
    const got = schedule.blocksUntilNext(block, 1, tempo, inputs.last_epoch_block)
    hold.equal('blocks_until_next_auto_epoch', expected.blocks_until_next_auto_epoch, wait(got))
    hold.equal('due', got === 0, schedule.isDue(block, 1, tempo, inputs.last_epoch_block))
  }
}

function runPools({ inputs, expected }: Vector, hold: Hold): void {
  const pools = new EpochPools()
  const incentive = Number(inputs.epoch_incentive_sum_rao)
  if (inputs.pending_alpha_rao) {
    drainPoolsTogether(
      Number(inputs.pending_alpha_rao),
      Number(inputs.pending_root_portion_rao),
      incentive,
      pools,
    )
  } else {
    const { pending_server_rao, pending_validator_rao, pending_root_rao } = inputs
    drainPools(
      Number(pending_server_rao),
      Number(pending_validator_rao),
      Number(pending_root_rao),
      incentive,
      pools,
    )
  }
  hold.equal('epoch_input_rao', expected.epoch_input_rao, pools.input)
  hold.equal('validator_pool_rao', expected.validator_pool_rao, pools.validator)
  if (expected.root_pool_rao) hold.equal('root_pool_rao', expected.root_pool_rao, pools.root)
}

function runDividends({ inputs, expected }: Vector, hold: Hold): void {
  const dividends = inputs.epoch_dividends_rao.map(Number)
  const alpha = new Float64Array(dividends.length)
  const root = new Float64Array(dividends.length)
  shareDividends(
    dividends,
    inputs.alpha_stake_rao.map(Number),
    inputs.root_stake_rao.map(Number),
    dividends.length,
    Number(inputs.tao_weight),
    Number(inputs.pending_validator_alpha_rao),
    Number(inputs.pending_root_rao),
    alpha,
    root,
  )
  hold.rao('alpha_dividends_rao', expected.alpha_dividends_rao, alpha)
  hold.rao('root_dividends_rao', expected.root_dividends_rao, root)
}

export const payoutRunners: Runner[] = [
  { kinds: ['emit_split'], run: runAlphaSplit },
  { kinds: ['epoch_schedule'], run: runSchedule },
  { kinds: ['drain_validator_alpha'], run: runPools },
  { kinds: ['dividend_distribution'], run: runDividends },
  {
    kinds: ['root_sell_flag'],
    run({ inputs, expected }, hold) {
      const { world, emitting, count } = smallWorld(inputs.moving_prices.length)
      put(world.subnets.movingPrice, inputs.moving_prices)
      hold.equal('root_sell', expected.root_sell, rootSells(world.subnets.movingPrice, emitting, count))
    },
  },
  {
    kinds: ['miner_burned'],
    run({ inputs, expected }, hold) {
      const incentives = inputs.incentives_rao.map(Number)
      const ofOwner = inputs.to_owner_associated_hotkey.map(Number)
      hold.own('miner_burned', expected.miner_burned, withheldShare(incentives, ofOwner, incentives.length))
    },
  },
  {
    kinds: ['root_claim'],
    run({ inputs, expected }, hold) {
      const rate = claimableRate(
        Number(inputs.root_alpha_to_hotkey_rao),
        Number(inputs.hotkey_root_stake_rao),
      )
      const owed = rootOwed(rate, Number(inputs.coldkey_root_stake_rao), Number(inputs.already_claimed_rao))
      hold.equal('claimable_rate_bits_2p32', expected.claimable_rate_bits_2p32, rate * 2 ** 32)
      hold.rao('owed_rao', expected.owed_rao, owed)
      hold.equal('claimed', expected.claimed, owed >= Number(inputs.threshold_rao))
    },
  },
]
