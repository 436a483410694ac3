import { markets } from '../../src/market/index.js'
import { marketContract } from './market.js'

for (const market of markets.all) if (market.id !== 'stable') marketContract(market)
