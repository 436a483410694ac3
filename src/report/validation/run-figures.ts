/** Cells of one row by column; what is no number is left out. */
export type Figures = Readonly<Record<string, number>>

/** As much of a run as facts are computed from. */
export interface RunFigures {
  /** The row of summary.csv. */
  readonly summary: Figures
  /** Rows of network.csv, in order of time. */
  readonly network: readonly Figures[]
  /** Rows of subnets.csv of the first sample after the start, then of the last. */
  readonly first: readonly Figures[]
  readonly last: readonly Figures[]
}

/** Runs that facts are computed from, by their part; a fact without its runs cannot be told. */
export interface FactRuns {
  /** 92 days from August 2026 on, the people of mainnet: scenarios/validation/market.yaml */
  readonly market?: RunFigures
  /** Emission by users' flow, 41 days from April 2026 on, with the inflow of those weeks: scenarios/validation/flow.yaml */
  readonly userFlow?: RunFigures
  /** The same by net flow as it comes. */
  readonly rawNetFlow?: RunFigures
  /** With half that inflow: by users' flow, net flow as it comes, and net flow as deployed. */
  readonly mildUserFlow?: RunFigures
  readonly mildRawNetFlow?: RunFigures
  readonly mildNetFlow?: RunFigures
  /** Averages of flow that begin at the prices, 18 days: scenarios/validation/seeded-flow.yaml */
  readonly seededFlow?: RunFigures
  /** A week after a halving, and the same without it: scenarios/validation/halving.yaml */
  readonly halving?: RunFigures
  readonly noHalving?: RunFigures
  /** The same two with those who buy before a halving and sell after it. */
  readonly speculated?: RunFigures
  readonly noHalvingSpeculated?: RunFigures
  /** 37,000 TAO sold outside after 5 days, samples an hour apart, and the same without effect: scenarios/validation/exit.yaml */
  readonly exit?: RunFigures
  readonly noExit?: RunFigures
}

/** A column of rows. */
export const columnOf = (rows: readonly Figures[], name: string): number[] =>
  rows.map((row) => row[name] ?? Number.NaN)
