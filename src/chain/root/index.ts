import { registry } from '../../card.js'
import { rootBaskets } from './baskets.js'
import { rootClaims } from './claims.js'

export const rootRules = registry('root rule', [rootClaims, rootBaskets])
