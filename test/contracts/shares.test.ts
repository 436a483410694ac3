import { shareRules } from '../../src/emission/index.js'
import { sharesContract } from './shares.js'

for (const rule of shareRules.all) sharesContract(rule, shareRules.all)
