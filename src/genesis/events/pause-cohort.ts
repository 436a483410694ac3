import { blocks, text } from '../../fields.js'
import { BLOCKS_PER_DAY } from '../../units.js'
import { defineEvent } from './event.js'

/** A cohort's members do nothing for a while: a break of a service, a holiday, a blackout. They go on where they were. */
export const pauseCohort = defineEvent({
  id: 'pause-cohort',
  summary: 'The members of a cohort do nothing for a while.',
  source: 'own model',
  fields: {
    cohort: text('', 'id of the cohort'),
    for: blocks('1 day', 'how long', { fixed: true }),
  },
  happen(stage, values) {
    stage.pause(values.cohort, stage.world.block + values.for)
    stage.note(-1, values.for / BLOCKS_PER_DAY)
  },
})
