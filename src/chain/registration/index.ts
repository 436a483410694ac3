import { registry } from '../../card.js'
import { continuous } from './continuous.js'

export const registrationRules = registry('registration rule', [continuous])
