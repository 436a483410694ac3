import { makeReport } from '../report/make-report.js'
import { EXIT, type ExitCode, type Terminal, writeJson } from './terminal.js'

export interface ReportOptions {
  folder: string
  png: boolean
  json: boolean
  quiet: boolean
}

/** One page for a run or a sweep, from the files in its folder. */
export async function reportCommand(terminal: Terminal, options: ReportOptions): Promise<ExitCode> {
  const { folder, png, json, quiet } = options
  const result = await makeReport(folder, { png })
  for (const remark of result.remarks) terminal.err(`${remark}\n`)
  if (json) writeJson(terminal, result)
  else terminal.out(`${result.page}\n`)
  const { pictures, figures } = result
  if (!quiet && pictures.length > 0) terminal.err(`${pictures.length} figures written beside it, as PNG\n`)
  else if (!quiet) terminal.err(`${figures.length} figures; the page opens in any browser\n`)
  return EXIT.done
}
