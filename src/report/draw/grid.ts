interface Side {
  readonly label: string
  readonly levels: readonly string[]
}

/** Margins and scales of a picture with a field for each pair of levels, the first level of `y` below. */
export const gridFrame = (x: Side, y: Side, marginLeft: number) => ({
  marginLeft,
  marginRight: 12,
  marginTop: 30,
  marginBottom: 50,
  x: { type: 'band' as const, domain: x.levels, label: x.label, labelArrow: 'none' as const, padding: 0.04 },
  y: {
    type: 'band' as const,
    domain: [...y.levels].reverse(),
    label: y.label,
    labelArrow: 'none' as const,
    padding: 0.04,
  },
})
