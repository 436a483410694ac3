import { registry } from '../../card.js'
import { rootBaskets } from './baskets.js'
import { rootClaims } from './claims.js'
import { rootSellsAtOnce } from './sells.js'

export const rootRules = registry('root rule', [rootSellsAtOnce, rootClaims, rootBaskets])
