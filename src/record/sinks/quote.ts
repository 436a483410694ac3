import { stringify } from 'csv-stringify/sync'

/**
 * One CSV line with what needs it in quotes (RFC 4180), without the line end. For text; bulk numbers need no quoting and
 * are joined plainly. No other file imports the package.
 */
export const quotedLine = (cells: readonly string[]): string => stringify([cells as string[]], { eof: false })
