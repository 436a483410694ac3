/**
 * Why the chain refuses a call. A refusal is data: a code in a column, counted and recorded, never an exception.
 * Names follow the pallet's errors. Source: pallets/subtensor/src/macros/errors.rs and pallets/swap/src/pallet/mod.rs, 14bc6f9f.
 */
const reasons = [
  ['none', 'the call was carried out'],
  ['subnet-does-not-exist', 'SubnetNotExists: no such netuid'],
  ['subtoken-disabled', 'SubtokenDisabled: the subnet has not been started'],
  ['amount-too-low', 'AmountTooLow: below the minimum stake, fee included'],
  ['not-enough-balance', 'NotEnoughBalanceToStake: the coldkey does not hold so much TAO'],
  ['not-enough-stake', 'NotEnoughStakeToWithdraw: the position does not hold so much'],
  ['hotkey-does-not-exist', 'HotKeyAccountNotExists'],
  ['insufficient-liquidity', 'InsufficientLiquidity: the pool cannot pay'],
  ['reserves-too-low', 'ReservesTooLow: the output reserve is below the minimum'],
  ['price-limit-exceeded', 'PriceLimitExceeded: the price is already past the limit'],
  ['slippage-too-high', 'SlippageTooHigh: fill-or-kill, and the limit would stop the trade'],
  ['swap-input-too-large', 'SwapInputTooLarge: more than 1000 times the input reserve'],
  ['same-position', 'origin and destination of the move are one and the same'],
  ['registration-disabled', 'SubNetRegistrationDisabled: the subnet takes no neurons'],
  ['not-enough-balance-to-register', 'NotEnoughBalanceToStake: the burn cannot be paid'],
  ['registration-price-limit', 'RegistrationPriceLimitExceeded: the burn is above the limit given'],
  ['already-registered', 'HotKeyAlreadyRegisteredInSubNet'],
  ['no-neuron-to-prune', 'NoNeuronIdAvailable: every UID is immortal'],
  ['too-many-registrations', 'TooManyRegistrationsThisBlock, ...ThisInterval: legacy rule'],
  ['not-registered', 'HotKeyNotRegisteredInSubNet: the hotkey holds no UID there'],
  ['not-enough-stake-to-set-weights', 'NotEnoughStakeToSetWeights: below the stake threshold'],
  ['setting-weights-too-fast', 'SettingWeightsTooFast: the rate limit has not run out'],
  ['no-validator-permit', 'NeuronNoValidatorPermit'],
  ['duplicate-uids', 'DuplicateUids'],
  ['uid-out-of-range', 'UidVecContainInvalidOne'],
  ['weights-too-few', 'WeightVecLengthIsLow: fewer than MinAllowedWeights'],
  ['wrong-version-key', 'IncorrectWeightVersionKey'],
  ['incorrect-owner', 'NonAssociatedColdKey: the coldkey does not own the hotkey'],
  ['too-many-commits', 'TooManyUnrevealedCommits'],
  ['root-only', 'not allowed on root, or on a subnet'],
  ['stake-locked', 'StakeUnavailable: conviction-locked alpha cannot leave'],
  ['rate-limited', 'the call came too soon after the last one of its kind'],
  ['parameter-out-of-range', 'the value is outside what the chain allows'],
  ['subnet-limit-reached', 'SubnetLimitReached: no netuid is free, and no subnet may be pruned'],
  ['cannot-afford-lock', 'CannotAffordLockCost: the coldkey does not hold the price of a subnet'],
  ['not-subnet-owner', 'BadOrigin: only the owner of the subnet may do so'],
  ['not-root', 'BadOrigin: only root may do so'],
  ['already-started', 'FirstEmissionBlockNumberAlreadySet: the subnet runs'],
  ['start-too-early', 'NeedWaitingMoreBlocksToStarCall: the subnet is too young'],
  ['invalid-child', 'InvalidChild: a hotkey cannot be its own child, nor parent and child of another'],
  ['too-many-children', 'TooManyChildren: more than five'],
  ['duplicate-child', 'DuplicateChild'],
  ['proportion-overflow', 'ProportionOverflow: more than the whole stake would be lent'],
  ['not-enough-stake-for-children', 'NotEnoughStakeToSetChildkeys: below the stake threshold'],
  ['another-lock', 'LockHotkeyMismatch: the coldkey has a lock towards another hotkey here'],
  ['no-lock', 'NoExistingLock: the coldkey has locked nothing here'],
  ['not-in-this-era', 'the rules in force know no such call'],
  ['frozen-before-epoch', 'AdminActionProhibitedDuringWeightsWindow: an epoch is near'],
  ['too-many-weights', 'UidsLengthExceedUidsInSubNet: more weights than UIDs'],
  ['mechanism-does-not-exist', 'MechanismDoesNotExist: the subnet has no such mechanism'],
  ['user-liquidity-disabled', "UserLiquidityDisabled: the pool takes no users' ranges"],
  ['invalid-tick-range', 'InvalidTickRange: the ends are no ticks, or the lower is not below the upper'],
  ['invalid-liquidity', 'InvalidLiquidityValue: less than the minimum of 1000'],
  ['too-many-ranges', 'MaxPositionsExceeded: the account has its hundred ranges here'],
  ['liquidity-not-found', 'LiquidityNotFound: no such range of this account'],
  ['limit-orders-disabled', 'LimitOrdersDisabled: root has not switched limit orders on'],
  ['order-book-full', 'the book of this model holds no more orders'],
  ['order-not-found', 'no such order waits, or none that may be carried out now'],
  ['weight-too-large', 'MaxWeightExceeded: one weight is more than MaxWeightsLimit of the row'],
] as const

export type RefusalName = (typeof reasons)[number][0]

/** Code by name; 0 is `none`. */
export const REFUSAL = Object.fromEntries(reasons.map(([name], code) => [name, code])) as Record<
  RefusalName,
  number
>
/** Name by code. */
export const refusalNames: readonly RefusalName[] = reasons.map(([name]) => name)
/** Meaning by code. */
export const refusalMeanings: readonly string[] = reasons.map(([, meaning]) => meaning)
