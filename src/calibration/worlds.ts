/** A preset as it is run here, on the scenario of the backtest. */
export interface World {
  readonly preset: string
  /** Replicates on the page. */
  readonly replicates: number
  /** Changes to the scenario, as with --set. */
  readonly set: readonly string[]
}

/**
 * The four presets of mainnet, each with the market that its summary asks for. Source: calibration.md 3 (second point on the
 * ridge: mu) and 7 (hot market: five times the market-wide flow).
 */
export const worlds: readonly World[] = [
  { preset: 'mainnet', replicates: 40, set: [] },
  {
    preset: 'mainnet-wide',
    replicates: 8,
    set: ['population.preset=mainnet-wide', 'market.organicFlow=-0.0016'],
  },
  { preset: 'mainnet-hot', replicates: 6, set: ['population.preset=mainnet-hot', 'market.marketFlow=0.012'] },
  { preset: 'mainnet-lite', replicates: 2, set: ['population.preset=mainnet-lite'] },
]

/** @throws if no preset of mainnet has that name */
export function worldOf(preset: string): World {
  const found = worlds.find((world) => world.preset === preset)
  if (!found) throw new Error(`no preset ${preset}: ${worlds.map((world) => world.preset).join(', ')}`)
  return found
}
