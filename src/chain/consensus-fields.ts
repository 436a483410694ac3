import { choice, fixed, flag, fraction } from '../fields.js'

/** Parameters of the whole chain that consensus and the setting of weights read: masks and rights that changed over time. */
export const consensusFields = fixed({
  bondMask: choice(
    ['last-epoch', 'last-tempo', 'last-update'] as const,
    'last-epoch',
    'bonds dropped: in miners registered since the last epoch (v3.4.8 on), within the last tempo (v2.0.9 on), since their ' +
      'holder set weights',
  ),
  ownerRole: choice(
    ['validator', 'self-weight', 'none'] as const,
    'validator',
    "the owner's UID: always validates (v3.3.14 on); may weigh itself (v2.0.8 on); like any other",
  ),
  commitMask: flag(
    true,
    'a row counts only for UIDs registered before its earliest open commit (v3.2.2 and later)',
  ),
  activityCutoffBy: choice(
    ['tempo', 'blocks'] as const,
    'tempo',
    'a validator falls silent after 13.889 tempos (ActivityCutoffFactorMilli, v3.4.8 on), or after ActivityCutoff blocks',
  ),
  reveals: choice(
    ['timelocked', 'by-hand'] as const,
    'timelocked',
    'who opens committed weights: the chain, before the epoch that counts them (v3, v4), or their client, after it (v2)',
  ),
  stakeCap: fraction(
    '100 %',
    'proposal: percentile of the coldkeys with stake on a subnet above which more stake adds no weight in consensus; ' +
      '100 %: no cap. Source: arXiv 2507.02951 proposes 88 %; never on the chain',
  ),
})
