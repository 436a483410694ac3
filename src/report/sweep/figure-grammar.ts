/**
 * What a sweep file may ask for under `figures:`, one list entry a figure:
 *
 *   - { contour: honest_retention_ratio, x: utility, y: share, each: stake, at: 1, title: ... }
 *
 * The first key is the kind, and its value what is shown. Factors go by their full or their short name. Plain data: the
 * reader of sweep files checks entries by it, without loading what draws them.
 */
export interface FigureForm {
  /** What the kind's own key names. */
  readonly of: 'metric' | 'metrics' | 'column' | 'table'
  /** Keys that name factors, without which it cannot be drawn; and those that may be left out. */
  readonly needs: readonly string[]
  readonly may: readonly string[]
  /** Other keys. */
  readonly also: readonly string[]
  /** Tables that every run has to keep. `table`: the one that the key of that name says. */
  readonly tables: readonly string[]
  readonly says: string
}

const form = (
  of: FigureForm['of'],
  needs: readonly string[],
  may: readonly string[],
  also: readonly string[],
  tables: readonly string[],
  says: string,
): FigureForm => ({ of, needs, may, also, tables, says })

/** Keys of figures over time. */
const OVER_TIME = ['table', 'since', 'as', 'over', 'running', 'parts']

/** Kinds by name. */
export const FIGURE_FORMS: Readonly<Record<string, FigureForm>> = {
  heat: form('metric', ['x', 'y'], [], [], [], 'the mean over two factors, a coloured cell each'),
  lines: form(
    'metric',
    ['x'],
    ['by'],
    [],
    [],
    'the mean over a factor, with its interval, a line a level of `by`',
  ),
  contour: form(
    'metric',
    ['x', 'y'],
    [],
    ['at'],
    [],
    'bands of the mean over two factors of numbers; `at` is drawn heavily',
  ),
  phase: form(
    'metric',
    ['x', 'y'],
    [],
    ['at'],
    [],
    'on which side of `at` (0) the interval of the mean lies, over two factors',
  ),
  threshold: form(
    'metric',
    ['x'],
    ['by'],
    ['at'],
    [],
    'where the mean passes `at` (0) along a factor of numbers, a bar a level of `by`',
  ),
  tornado: form('metric', [], [], [], [], 'how far each factor moves the mean, widest first'),
  moments: form(
    'metrics',
    ['by'],
    [],
    ['targets'],
    [],
    'a table: means at each level of a factor, the paired difference of the first two, targets',
  ),
  path: form(
    'column',
    [],
    ['by', 'against'],
    OVER_TIME,
    ['table'],
    'a column over time: a fan of replicates, or a line a level of `by`',
  ),
  panel: form(
    'column',
    ['by'],
    ['against'],
    ['cohort', ...OVER_TIME],
    ['table'],
    'the same, a panel for each group of a column `cohort` (`parts` of it, 3, if it is of numbers)',
  ),
  cascade: form(
    'column',
    [],
    ['against'],
    OVER_TIME,
    ['table'],
    'what has left (the running sum of a flow, turned round), subnet by subnet',
  ),
  survival: form(
    'table',
    [],
    ['by'],
    [],
    ['events', 'subnets'],
    'part of the subnets that is not dissolved yet, by Kaplan and Meier',
  ),
  spread: form(
    'column',
    ['by'],
    [],
    ['table'],
    ['table'],
    'quantiles of a column over the rows of the last sample, a box a level',
  ),
}

/** Keys that every kind has. */
export const FIGURE_KEYS = ['each', 'where', 'title'] as const

/** What time is counted from. */
export const SINCE = ['start', 'halving', 'shock'] as const
/** How a run is held against its counterfactual. */
export const AS = ['difference', 'ratio'] as const
/** How the rows of one sample become one number. */
export const OVER = ['sum', 'mean', 'median'] as const
/** Tables with a row for each sample. */
export const SAMPLED = ['network', 'subnets', 'agents', 'epochs'] as const
