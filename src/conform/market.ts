import type { Runner } from './hold.js'
import { balancerRunner } from './market-balancer.js'
import { concentratedRunner } from './market-concentrated.js'
import { constantProductRunner } from './market-constant-product.js'
import { superellipseRunner } from './market-superellipse.js'

/** Runners of the pools: every kind of vector that a curve alone answers. */
export const marketRunners: Runner[] = [
  balancerRunner,
  constantProductRunner,
  concentratedRunner,
  superellipseRunner,
]
