import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figuresOf } from '../../src/report/make-report.js'
import { openOutput } from '../../src/report/read/output.js'
import { readRun } from '../../src/report/read/run-data.js'
import { runPage } from '../../src/report/run/run-page.js'
import { root, showFigure } from '../validation/page.js'
import { elsewhere, own, type Shown, shown } from './shown.js'

const folder = mkdtempSync(join(tmpdir(), 'taolab-gallery-'))

/** What a scenario asks: its file says so. */
const questionOf = (scenario: string): string =>
  /^question: (.*)$/m.exec(readFileSync(`${root}scenarios/${scenario}.yaml`, 'utf8'))![1]

async function entryOf({ scenario, set, figure }: Shown): Promise<string> {
  console.error(scenario)
  const changes = set.flatMap((change) => ['--set', change])
  const args = ['run', `${root}scenarios/${scenario}.yaml`, ...changes, '--out', folder, '--quiet', '--json']
  const main = `${root}src/cli/main.ts`
  const said = execFileSync(process.execPath, ['--import', 'tsx', main, ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  const { folder: run } = JSON.parse(said) as { folder: string }
  const figures = figuresOf(runPage(await readRun(await openOutput(run))))
  const chosen = figures.find(({ id }) => id === figure)
  if (!chosen)
    throw new Error(`${scenario}: no figure ${figure} among ${figures.map(({ id }) => id).join(', ')}`)
  const picture = showFigure({ ...chosen, id: `gallery-${scenario}` })
  return sectionOf(
    scenario,
    `${picture}\nShortened by \`${set.map((change) => `--set "${change}"`).join(' ')}\`.`,
  )
}

const sectionOf = (scenario: string, text: string) =>
  `## ${scenario}\n\n${questionOf(scenario)}\n\n${text}\n\n\`npx taolab run scenarios/${scenario}.yaml\`\n`

try {
  const sections: string[] = []
  for (const one of shown) sections.push(await entryOf(one))
  for (const [scenario, picture] of Object.entries(elsewhere)) {
    sections.push(
      sectionOf(
        scenario,
        `![what validation makes of it](figures/${picture}.svg)\n\nFrom [validation.md](validation.md).`,
      ),
    )
  }
  for (const [scenario, page] of Object.entries(own)) {
    sections.push(sectionOf(scenario, `What came of it: \`docs/${page}\`.`))
  }
  writeFileSync(
    `${root}docs/gallery.md`,
    `# Gallery

The scenarios that come with the project, each with a picture of its report. Runs are cut short, so the pictures show what a
scenario is about, not its answer. Written by \`npm run gallery\`; do not edit it. The experiments in \`scenarios/experiments/\` are
sweeps: \`docs/experiments.md\`.

${sections.join('\n')}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
