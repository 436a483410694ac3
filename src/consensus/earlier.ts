import type { EpochInput, EpochParams } from './inputs.js'

/**
 * The same epoch under hyperparameters and masks that an earlier rule implies. A new object each time: retired
 * rules may cost an allocation, today's may not.
 */
export function asEarlier(
  input: EpochInput,
  params: Partial<EpochParams>,
  more: Partial<EpochInput> = {},
): EpochInput {
  return { ...input, ...more, params: { ...input.params, ...params } }
}

/** Until v2.0.8 owners had no rights of their own, and there was no commit-reveal. */
export const WITHOUT_OWNER: Partial<EpochInput> = { ownerUid: -1, commitBlock: null }
