import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DataError } from '../../src/errors.js'
import { makeReport } from '../../src/report/make-report.js'
import { HOSTILE, scratch, writeRun, writeSweep } from './folders.js'

const page = async (folder: string) => {
  const result = await makeReport(folder)
  return { ...result, html: readFileSync(result.page, 'utf8') }
}

describe('the report of a run', () => {
  test('has a figure for supply, prices, pools, consensus, wealth, events and refusals', async () => {
    const { figures, remarks } = await page(writeRun(scratch()))
    for (const id of [
      'issuance',
      'block-emission',
      'uses',
      'price-fan',
      'shares',
      'depth-1pct',
      'slippage',
      'truth',
      'adversaries',
      'gains',
      'wealth',
      'timeline',
      'refusals',
    ]) {
      expect(figures).toContain(id)
    }
    expect(remarks).toEqual([])
  })

  test('is one file that names no place in any network', async () => {
    const { html } = await page(writeRun(scratch()))
    const outside = html
      .replaceAll('http://www.w3.org/2000/svg', '')
      .replaceAll('http://www.w3.org/1999/xlink', '')
    expect(outside).not.toMatch(/(?:src|href)="(?!#|data:)|https?:|@import|url\(/)
  })

  test('cannot be made to run what a scenario or a table says', async () => {
    const { html } = await page(writeRun(scratch()))
    expect(html).not.toContain(HOSTILE)
    expect(html).toContain('&lt;script&gt;alert')
  })

  test('is the same, byte for byte, when it is made again', async () => {
    const folder = writeRun(scratch())
    expect((await page(folder)).html).toBe((await page(folder)).html)
  })

  test('shows run-level metrics with unit and meaning, and leaves an empty one empty', async () => {
    const { html } = await page(writeRun(scratch()))
    expect(html).toMatch(/<code>roi_frac<\/code>[\s\S]{0,80}0\.1[\s\S]{0,80}Meaning of roi_frac\./)
    expect(html).toMatch(/<code>never_tao<\/code><\/th><td class="n"><\/td>/)
  })

  test('says that a partial run is partial, and what ended it', async () => {
    const { html } = await page(
      writeRun(scratch(), '1', { status: 'failed', error: 'InvariantError: TAO was lost' }),
    )
    expect(html).toContain('This run failed')
    expect(html).toContain('TAO was lost')
  })

  test('says how far a run came that was interrupted, and that it has no metrics', async () => {
    const folder = writeRun(scratch(), '1', { status: 'interrupted', scenario: { horizon: 43_200 } })
    const file = join(folder, 'summary.csv')
    writeFileSync(file, `${readFileSync(file, 'utf8').split('\n')[0]}\n`)
    const { html } = await page(folder)
    expect(html).toContain('This run was interrupted after 3 of 6 days')
    expect(html).toContain('computed at the end of a run, to which this one did not come')
    expect(html).not.toContain('<code>roi_frac</code>')
  })

  test('of a run with a damaged table says so, and shows the rest', async () => {
    const folder = writeRun(scratch())
    const file = join(folder, 'subnets.csv')
    const lines = readFileSync(file, 'utf8').split('\n')
    lines[5] = '\u0000\ufffd,,"broken'
    lines[6] = 'small,0,0,1000,what'
    writeFileSync(file, lines.join('\n'))
    const { html, figures } = await page(folder)
    expect(html).toContain('subnets.csv: is not what was written')
    expect(figures).toContain('issuance')
    expect(figures).toContain('refusals')
  })

  test('does without tables and columns that are not there', async () => {
    const folder = writeRun(scratch())
    for (const name of ['epochs', 'agents', 'events', 'summary', 'subnets'])
      rmSync(join(folder, `${name}.csv`))
    const { html, figures } = await page(folder)
    expect(figures).toEqual(['issuance', 'block-emission', 'uses'])
    expect(html).toContain('epochs.csv: is missing')
  })

  test('leaves nothing half written behind', async () => {
    const folder = writeRun(scratch())
    await makeReport(folder)
    expect(existsSync(join(folder, 'report.html.partial'))).toBe(false)
  })
})

describe('the report of a sweep', () => {
  test('has hypotheses, effects, fields, paired differences, sensitivity, convergence and failures', async () => {
    const { figures, html } = await page(writeSweep(scratch()))
    expect(figures).toEqual(
      expect.arrayContaining([
        'figure-1',
        'effect-roi-frac',
        'heat-roi-frac',
        'paired-roi-frac',
        'sensitivity-roi-frac',
        'convergence-roi-frac',
      ]),
    )
    expect(html).toContain('<span class="undecided">undecided</span>')
    expect(html).toContain('TAO was lost')
  })

  test('counts claims once, however many cells one is about', async () => {
    const folder = writeSweep(scratch())
    const file = join(folder, 'hypotheses.csv')
    const [line] = readFileSync(file, 'utf8').trim().split('\n').slice(1)
    const ofCell = (cell: number, verdict: string) =>
      line.replace('H1,,', `H1,${cell},`).replace('undecided', verdict)
    appendFileSync(file, `${ofCell(1, 'pass')}\n${ofCell(3, 'fail')}\n`)
    const { html } = await page(folder)
    expect(html).toContain('Of 1 claim: 0 pass, 0 fail, 1 undecided.')
    expect(html).toContain('Claims about every cell, cell by cell (2)')
  })

  test('of a design without factors shows each replicate and their mean', async () => {
    const folder = writeSweep(scratch())
    writeFileSync(join(folder, 'cells.csv'), 'experiment,cell_id\nwashing,0\n')
    const { figures, html } = await page(folder)
    expect(figures).toContain('replicates-roi-frac')
    expect(html).toContain('roi_frac in each of 5 replicates')
  })

  test.each([
    ['attack-off', 'roi_frac: difference to the same run with the attack off'],
    ['1', 'roi_frac: difference to 10 TAO \u00b7 price-ema'],
  ])('says in words what differences are to: %s', async (partner, words) => {
    const { html } = await page(writeSweep(scratch(), 0, partner))
    expect(html).toContain(words)
  })

  test('names a figure that cannot be drawn, and draws the others', async () => {
    const { remarks } = await page(writeSweep(scratch()))
    expect(remarks).toEqual(['figures[1]: got "nonsense", want a column of summary.csv'])
  })

  test('embeds means over replicates that are those of the table', async () => {
    const { html } = await page(writeSweep(scratch()))
    const figure = html.slice(html.indexOf('id="effect-roi-frac"'))
    const data = JSON.parse(/<script type="application\/json">([\s\S]*?)<\/script>/.exec(figure)![1])
    const row = data.rows.find(([capital, rule]: string[]) => capital === '10 TAO' && rule === 'flow-ema')
    const own = [0, 1, 2, 3, 4].map((rep) => 3 + Math.sin(rep) / 5)
    expect(row[2]).toBe(5)
    expect(row[3]).toBeCloseTo(own.reduce((a, b) => a + b) / 5, 12)
  })
})

describe('a folder that is none of ours', () => {
  const refused = async (folder: string) => {
    const error = await makeReport(folder).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DataError)
    return (error as Error).message
  }

  test('is refused in words', async () => {
    expect(await refused(scratch())).toContain('got no manifest.json, want the folder of a run or a sweep')
    expect(await refused(join(scratch(), 'nothing'))).toContain('there is no such folder')
  })

  test('is told where runs are, if they lie just below', async () => {
    const parent = scratch()
    writeRun(join(parent, 'abc'))
    expect(await refused(parent)).toContain(`did you mean ${join(parent, 'abc')}?`)
  })

  test('is refused if a newer version wrote it, or its manifest is damaged', async () => {
    expect(await refused(writeRun(scratch(), '1', { format: 99, engineVersion: '9.0.0' }))).toContain(
      'written by a newer taolab (version 9.0.0)',
    )
    const folder = writeRun(scratch())
    writeFileSync(join(folder, 'manifest.json'), '{"format": 1')
    expect(await refused(folder)).toContain('got text that is no JSON')
  })
})
