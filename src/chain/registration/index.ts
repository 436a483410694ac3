import { registry } from '../../card.js'
import { continuous } from './continuous.js'
import { interval } from './interval.js'

export const registrationRules = registry('registration rule', [interval, continuous])
