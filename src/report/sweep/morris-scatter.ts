import type { Figure } from '../draw/figure.js'
import { type NamedDot, scatterChart } from '../draw/scatter.js'
import { readable } from '../numbers.js'

/** The elementary effects of one factor. */
export interface Effects extends NamedDot {
  /** x: mu*, mean size; y: sigma, spread. */
  readonly mu: number
}

/**
 * Factors by the mean size of their elementary effects (mu*) and the spread of these (sigma).
 *
 * Below the line sigma = 0.1 mu* an effect is linear, up to 0.5 monotonic, up to 1 nearly so, above it not, or it hangs on
 * other factors.
 *
 * Source: F. Campolongo, J. Cariboni and A. Saltelli, An effective screening design, Environmental Modelling & Software 22
 * (2007) 1509-1518; the lines as in SALib/SALib: src/SALib/plotting/morris.py, covariance_plot
 */
export function morrisScatter(
  id: string,
  metric: string,
  unit: string | undefined,
  effects: readonly Effects[],
): Figure {
  const sorted = [...effects].sort((a, b) => b.x - a.x)
  const units = unit ? ` (${unit})` : ''
  return {
    id,
    title: `${metric}: size and spread of each factor's effect`,
    note: 'To the right: it matters. High: its effect is not linear, or hangs on other factors; above the steeper line it changes its sign or nearly so.',
    description: sorted
      .slice(0, 8)
      .map(({ name, x, y }) => `${name}: mu* ${readable(x)}, sigma ${readable(y)}.`)
      .join(' '),
    chart: scatterChart(effects, {
      x: { label: `mu*, mean size of the effect${units}` },
      y: { label: `sigma, spread of the effect${units}` },
      slopes: [
        { slope: 1, label: 'sigma = mu*' },
        { slope: 0.1, label: 'sigma = 0.1 mu*' },
      ],
    }),
    data: {
      columns: ['factor', 'mu_star', 'sigma', 'mu'],
      rows: sorted.map(({ name, x, y, mu }) => [name, x, y, Number.isFinite(mu) ? mu : null]),
    },
  }
}
