import type { Asked } from './asked.js'
import { whereWords } from './response.js'

/** What a figure shows, as a sentence without its full stop, where the sweep file gives it no title. */
export function titleOf(asked: Asked): string {
  const { kind, names, x, y, by, at, since, against, as, running, where } = asked
  const name = names.join(', ')
  const over = `over ${x?.label} and ${y?.label}`
  const levels = by ? `, by ${by.label}` : ''
  const from = since === 'start' ? '' : ` since the ${since}`
  const held = against ? `${as === 'ratio' ? ' as a ratio to' : ' less'} that at ${against.level}` : ''
  const course = `${name}${running ? ', summed up,' : ''}${held} over time${from}`
  const titles: Readonly<Record<string, string>> = {
    heat: `${name} ${over}`,
    lines: `${name} by ${x?.label}${by ? ` and ${by.label}` : ''}`,
    contour: `${name} ${over}`,
    phase: `Where ${name} is above ${at} and where below, ${over}`,
    threshold: `${x?.label} at which ${name} passes ${at}${levels}`,
    tornado: `How far each factor moves ${name}`,
    moments: `${name}${levels}`,
    path: `${course}${levels}`,
    panel: `${course}, for each ${groupOf(asked)}${levels}`,
    cascade: `What left each subnet${from}: ${name}, summed up`,
    survival: `Part of the subnets not dissolved yet${levels}`,
    spread: `How ${name} is spread at the end of the runs${levels}`,
  }
  return `${titles[kind] ?? name}${whereWords(where)}`
}

const GROUPS: Readonly<Record<string, string>> = {
  agent_id: 'cohort',
  netuid: 'subnet',
  kind: 'kind of agent',
}

function groupOf({ cohort, table }: Asked): string {
  const column = cohort ?? (table === 'agents' ? 'agent_id' : 'netuid')
  return GROUPS[column] ?? `part by ${column}`
}
