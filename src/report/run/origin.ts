import { basename } from 'node:path'
import { count, many } from '../numbers.js'
import { type Html, html } from '../page/html.js'
import type { Section } from '../page/page.js'
import { tableHtml } from '../page/table.js'
import type { Output } from '../read/output.js'

interface Era {
  readonly id?: string
  readonly fromBlock?: number
  readonly regimes?: Readonly<Record<string, string>>
  readonly source?: string
}

/** Where the figures come from: rules with sources, files with checks, and how to repeat it. */
export function originSection(output: Output): Section {
  return {
    id: 'origin',
    title: 'Where this comes from',
    content: [...facts(output), ...eras(output), ...files(output), ...scenario(output)],
  }
}

/** What a picture needs to be found again: name, what identifies it, seed, version. */
export function sourceOf({ folder, kind, manifest }: Output, ...more: readonly string[]): string {
  const { experiment, seed, engineVersion } = manifest
  return [
    experiment,
    `${kind} ${manifest[kind] ?? basename(folder)}`,
    seed === undefined ? undefined : `seed ${seed}`,
    ...more,
    engineVersion === undefined ? undefined : `taolab ${engineVersion}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function facts({ folder, kind, manifest }: Output): Html[] {
  const { engineVersion, seed } = manifest
  const snapshot = manifest.snapshot as { id?: string; sha256?: string } | undefined
  const filled = manifest.filled as readonly unknown[] | undefined
  const wall = manifest.wall as { seconds?: number; machine?: string; startedAt?: string } | undefined
  const lines: (readonly [string, string | undefined])[] = [
    [kind === 'run' ? 'Run' : 'Sweep', basename(folder)],
    ['Seed', seed],
    ['Version', engineVersion === undefined ? undefined : `taolab ${engineVersion}`],
    ['Snapshot', snapshot?.id],
    [
      'Filled in',
      filled === undefined
        ? undefined
        : `${many(filled.length, 'value')} that the snapshot lacks, listed in manifest.json`,
    ],
    ['Final state', (manifest.stateHash as string | undefined) || undefined],
    [
      'Computed',
      wall?.startedAt && `${wall.startedAt.slice(0, 10)}, ${wall.seconds?.toFixed(1)} s on ${wall.machine}`,
    ],
  ]
  const rows = lines.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, html`<code>${value}</code>`]],
  )
  const again = kind === 'run' ? html`<p>Every byte again: <code>taolab replay ${folder}</code></p>` : html``
  return [tableHtml('Facts', [], rows, true), again]
}

function eras({ manifest }: Output): Html[] {
  const eras = (manifest.eras ?? []) as readonly Era[]
  const rows = eras.map(({ id, fromBlock, regimes, source }) => [
    id ?? '',
    fromBlock === undefined ? '' : count(fromBlock),
    Object.entries(regimes ?? {})
      .map(([family, regime]) => `${family} ${regime}`)
      .join(', '),
    source ?? '',
  ])
  return rows.length === 0
    ? []
    : [
        html`<h3>Rules in force</h3>`,
        tableHtml('Rules in force', ['era', 'from block', 'rules', 'source'], rows, true),
      ]
}

function files({ manifest, remarks }: Output): Html[] {
  const entries = Object.entries(manifest.tables ?? manifest.files ?? {})
  if (entries.length === 0) return []
  const rows = entries.map(([name, { file = name, rows, bytes, sha256 }]) => [
    file,
    rows ?? '',
    bytes === undefined ? '' : count(bytes),
    remarks.some((remark) => remark.startsWith(`${file}:`))
      ? html`<span class="fail">differs</span>`
      : sha256 === undefined
        ? 'not given'
        : html`<span class="pass">agrees</span>`,
    html`<code>${(sha256 ?? '').slice(0, 16)}</code>`,
  ])
  return [
    html`<h3>Files</h3>`,
    tableHtml('Files', ['file', 'rows', 'bytes', 'check', 'SHA-256 begins'], rows, true),
  ]
}

function scenario({ manifest }: Output): Html[] {
  const input = manifest.input as { file?: string; text?: string; set?: readonly string[] } | undefined
  if (!input?.text) return []
  const set = (input.set ?? []).map((one) => html` <code>--set ${one}</code>`)
  return [
    html`<h3>As it was asked</h3>
<p>${input.file ?? ''}${set}</p>
<pre tabindex="0">${input.text}</pre>`,
  ]
}
