import type { ChainView } from '../../chain/view.js'
import { blocks, choice, fraction, integer, list, number, optional, text } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import type { Desk } from '../desk.js'
import type { Outside } from '../outside/outside.js'
import { bestPlan, type OwnerPlan } from '../owner-forecast.js'
import { defineStrategy, type Me } from '../strategy.js'

const means = ['dump', 'burn', 'shell', 'self_buy', 'rug', 'hyper'] as const

const params = {
  menu: list(choice(means, 'dump', 'a means'), ['dump'], `means that it uses: ${means.join(', ')}`),
  choose: choice(
    ['fixed', 'weekly'],
    'fixed',
    'fixed: uses all of the menu, always; weekly: those of dump, burn, shell and self_buy that a forecast favours',
  ),
  dumped: fraction('100%', 'd: part of the cut that is sold at once, under dump'),
  burned: fraction('100%', 'b: part of the incentive that goes to its own UID, under burn and shell'),
  shell: text('', 'cohort of miners whose first UID on the subnet gets b, under shell'),
  detection: fraction('0%', 'p_det: chance a week that the shell is found out, and b is withheld'),
  spent: fraction('50%', 'part of its free TAO that it stakes on its subnet a week, under self_buy'),
  rugAt: blocks('30 days', 't*: from this age of the run on it sells all it has at every look, under rug'),
  tempo: optional(integer(360, 'blocks', 'tempo that it sets, under hyper', { min: 360, max: 50_400 })),
  penalty: optional(fraction('0%', 'beta: bonds penalty that it sets, under hyper')),
  version: optional(integer(0, '-', 'weights version that it asks for, under hyper')),
  period: blocks('360 blocks', 'time between two looks', { min: 1 }),
  horizon: number(30, 'days', 'how far the forecast looks', { min: 1, max: 365 }),
  minersSell: fraction('60%', 'part of what miners receive that they sell, in the forecast'),
}
const memory = {
  held: f64('RAO of alpha', 'stake after the last look and its own trades'),
  due: f64('RAO of alpha', 'to be dumped and not yet sent'),
  share: f64('fraction', 'b in force'),
  shelled: f64('flag', '1 while b goes to the shell'),
  disposal: f64('code', '0 keeps what it receives, 1 dumps it, 2 keeps it and buys'),
  decidedAt: f64('block', 'block of the last weekly choice'),
}
type Owner = Me<typeof params, typeof memory>

/** Blocks between two choices, and between two draws of detection. */
const WEEK = 50_400

/**
 * A9: takes out of its subnet what it can, by one or several means of a menu.
 *
 *   dump       sells the part d of the cut that arrived since the last look, past the common queue and at any price;
 *              looking often spreads the sales evenly over the day (TWAP)
 *   burn       asks validators to give the part b of the incentive to its own UID, where the chain withholds it: fewer
 *              miners sell, and the price is the higher for it
 *   shell      has b given to a miner that is its own and does not look so: nothing counts as withheld. In a week in which
 *              it is found out (p_det) b goes to its own UID
 *   self_buy   stakes free TAO on its own subnet
 *   rug        from t* on sells all it has
 *   hyper      sets tempo, bonds penalty or weights version, where they are not yet so
 *              (kappa is root's to set: pallets/admin-utils/src/lib.rs, sudo_set_kappa, whose comment names the owner too)
 *
 * b, d, p_det 0..1. With `choose: weekly` the first four are only allowed: once a week it takes those that a forecast of 30
 * days values most, b among 0, 25, 50, 75 and 100 % (owner-forecast.ts). What is withheld ends a little above b, see
 * honest-validator. A shell is a cohort of its own, with a wallet of its own (mark both as adversary): under `rug` it goes on
 * selling as its own strategy does. Under aggregate resolution shares are fixed, and neither burn nor shell does anything.
 *
 * The chain helps it twice: an owner's UID is never pruned, and a new subnet's owner starts with the stake weight of all
 * root validators behind its hotkey (`network.rootParents`).
 */
export const extractiveOwner = defineStrategy({
  id: 'extractive-owner',
  code: 'A9',
  role: 'owner',
  whenOff: 'honest-owner',
  summary:
    'Takes out of its subnet what it can: dump, burn, shell, self_buy, rug, hyper; fixed or chosen weekly.',
  source: 'own model, agents.md A9; withholding: coinbase/run_coinbase.rs, MinerBurned, 14bc6f9f',
  needs: [{ role: 'miner', param: 'shell', optional: true }],
  params,
  memory,
  faults: ({ menu, shell, tempo, penalty, version }) => {
    const sets = { tempo, penalty, version }
    const given = Object.entries(sets).filter(([, value]) => value !== undefined)
    const idle = menu?.includes('hyper') ? [] : given
    return [
      ...(menu?.length === 0
        ? [{ param: 'menu', want: `at least one of ${means.join(', ')}; honest-owner uses none` }]
        : []),
      ...(menu?.includes('shell') && shell === ''
        ? [{ param: 'shell', want: 'the cohort of miners that are its shells, since shell is on the menu' }]
        : []),
      ...(menu?.includes('hyper') && given.length === 0
        ? [{ param: 'menu', want: 'with hyper at least one of tempo, penalty and version, which it sets' }]
        : []),
      ...idle.map(([param]) => ({
        param,
        want: 'nothing, or hyper on the menu: it sets this by hyper alone',
      })),
    ]
  },
  wake: (me) => me.params.period,
  start(me, _chain, outside) {
    const { memory, params } = me
    memory.held = me.stake(me.netuid)
    memory.decidedAt = -WEEK
    if (params.choose === 'weekly') return
    if (params.menu.includes('burn') && !params.menu.includes('shell'))
      outside.announcements.askToBurn(me.netuid, params.burned)
    memory.share = outside.announcements.burnShare(me.netuid)
  },
  decide(me, chain, desk, outside) {
    const week = chain.block - me.memory.decidedAt >= WEEK
    if (week) decideForAWeek(me, chain)
    direct(me, desk, outside)
    if (me.params.menu.includes('hyper')) setHyperparameters(me, chain, desk)
    if (me.params.menu.includes('rug') && chain.block - chain.startBlock >= me.params.rugAt)
      rug(me, chain, desk)
    else dispose(me, chain, desk)
  },
})

/** What holds for a week: the plan, and whether the shell is found out. One draw a week, needed or not. */
function decideForAWeek(me: Owner, chain: ChainView): void {
  const { memory, params, netuid } = me
  const { menu } = params
  const found = me.random('detection').uniform() < params.detection
  const plan = params.choose === 'weekly' ? planned(me, chain, netuid) : undefined
  memory.decidedAt = chain.block
  if (plan) {
    memory.share = plan.share
    memory.shelled = plan.keeper === 'shell' && !found ? 1 : 0
    memory.disposal = plan.disposal === 'keep' ? 0 : plan.disposal === 'dump' ? 1 : 2
    return
  }
  if (menu.includes('burn') || menu.includes('shell')) memory.share = params.burned
  memory.shelled = menu.includes('shell') && !found ? 1 : 0
}

function planned(me: Owner, chain: ChainView, netuid: number): OwnerPlan {
  const { menu, dumped, spent, minersSell, horizon, detection, shell } = me.params
  const books = { stake: me.stake(netuid), free: me.free, dumped, bought: spent, minersSell, horizon }
  const allowed = {
    burn: menu.includes('burn'),
    shell: menu.includes('shell') && me.fellows(shell).length > 0,
    dump: menu.includes('dump'),
    buy: menu.includes('self_buy'),
    detection,
  }
  return bestPlan(chain, netuid, allowed, books)
}

/** Tell validators who is to get which part. Where neither burn nor shell is on the menu it tells them nothing. */
function direct(me: Owner, desk: Desk, outside: Outside): void {
  const { memory, params, netuid } = me
  const { menu, choose, burned, shell } = params
  const pays = menu.includes('shell')
  if (!pays && !menu.includes('burn')) return
  // A burn share may follow a curve.
  const share = choose === 'fixed' ? burned : memory.share
  if (outside.announcements.burnShare(netuid) !== share) desk.askToBurn(netuid, share)
  if (!pays) return
  const shells = memory.shelled === 1 ? me.fellows(shell) : NOBODY
  desk.askToPay(netuid, shells.length > 0 ? shells[0] : -1)
}
const NOBODY = new Int32Array(0)

/** Sell what is due, or stake what is free. */
function dispose(me: Owner, chain: ChainView, desk: Desk): void {
  const { memory, params, netuid } = me
  const fixed = params.choose === 'fixed'
  const stake = me.stake(netuid)
  const received = Math.max(0, stake - memory.held)
  memory.held = stake
  if (!chain.started(netuid)) return
  if (fixed ? params.menu.includes('dump') : memory.disposal === 1) memory.due += params.dumped * received
  sell(me, chain, desk, Math.min(memory.due, stake))
  if (!(fixed ? params.menu.includes('self_buy') : memory.disposal === 2)) return
  // A week's part, spread evenly over the looks of the week.
  const tao = Math.floor(me.free * (1 - (1 - params.spent) ** (params.period / WEEK)))
  if (tao < chain.minStake * 1.001) return
  desk.addStake(netuid, me.hotkey, tao)
  memory.held += chain.buys(netuid, tao)
}

/** Sell all of it; what comes later goes the same way. */
function rug(me: Owner, chain: ChainView, desk: Desk): void {
  me.memory.due = me.stake(me.netuid)
  sell(me, chain, desk, me.memory.due)
}

function sell({ memory, netuid, hotkey }: Owner, chain: ChainView, desk: Desk, amount: number): void {
  const alpha = Math.floor(amount)
  // Too little to be worth a call waits.
  if (alpha <= 0 || chain.sells(netuid, alpha) < chain.minStake) return
  desk.removeStake(netuid, hotkey, alpha)
  memory.due -= alpha
  memory.held -= alpha
}

/** Each is set where it is not yet so; the chain takes each once in two tempos, and none just before an epoch. */
function setHyperparameters({ params, netuid }: Owner, chain: ChainView, desk: Desk): void {
  const { tempo, penalty, version } = params
  if (tempo !== undefined && chain.tempo(netuid) !== tempo) desk.setSubnetParam(netuid, 'tempo', tempo)
  if (penalty !== undefined && chain.ownerParam(netuid, 'bondsPenalty') !== Math.round(penalty * 65_535))
    desk.setSubnetParam(netuid, 'bondsPenalty', Math.round(penalty * 65_535))
  if (version !== undefined && chain.ownerParam(netuid, 'weightsVersionKey') !== version)
    desk.setSubnetParam(netuid, 'weightsVersionKey', version)
}
