/** Keys of a sweep that a scenario does not have. */
export const SWEEP_KEYS: readonly string[] = [
  'experiment',
  'base',
  'set',
  'design',
  'factors',
  'replicates',
  'antithetic',
  'control',
  'stop',
  'primary',
  'compare',
  'search',
  'keep',
  'figures',
  'odd',
]
