import { fraction } from '../../fields.js'
import { defineEvent } from './event.js'

/**
 * The price of TAO in dollars jumps:   P' = P (1 + by)
 *
 * It goes on from there. Pools quote in TAO: they feel it by what costs dollars, and by those who look at dollars.
 */
export const taoJump = defineEvent({
  id: 'tao-jump',
  summary: 'The price of TAO in dollars jumps.',
  source: 'own model, agents.md 0.6; reference: 332 to 254 USD within hours on 2026-04-10',
  fields: {
    by: fraction('-20 %', 'change of the price', { min: -0.99, max: 100, fixed: true }),
  },
  happen(stage, { by }) {
    stage.society.outside.jump(Math.log1p(by))
    stage.note(-1, by)
  },
})
