import { registry } from '../card.js'
import { balancer, balancerReservoirs } from './balancer.js'
import { concentrated, concentratedLpFees } from './concentrated.js'
import { constantProduct } from './constant-product.js'
import type { Market } from './market.js'
import { stable } from './stable.js'
import { superellipse } from './superellipse.js'

/** The pool curves, oldest first. */
export const markets = registry<Market>('market', [
  stable,
  constantProduct,
  concentratedLpFees,
  concentrated,
  balancer,
  balancerReservoirs,
  superellipse,
])
