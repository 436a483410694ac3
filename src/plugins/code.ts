/** What would make two runs of one seed differ, or outlast the call, and what to use instead. */
export const forbidden: readonly { readonly name: string; readonly instead: string }[] = [
  { name: 'Math.random', instead: "me.random('purpose').uniform()" },
  { name: 'Date.now', instead: 'chain.block' },
  { name: 'performance.now', instead: 'chain.block' },
  { name: 'crypto.randomUUID', instead: "me.random('purpose')" },
  { name: 'crypto.getRandomValues', instead: "me.random('purpose')" },
  { name: 'process.exit', instead: 'throw new Error(...), which ends the run and keeps what was recorded' },
  { name: 'process.hrtime', instead: 'chain.block' },
  { name: 'fetch', instead: "data beside the file: import rows from './rows.json'" },
  { name: 'setTimeout', instead: 'wake, which says when an agent looks again' },
  { name: 'setInterval', instead: 'wake, which says when an agent looks again' },
  { name: 'setImmediate', instead: 'wake, which says when an agent looks again' },
]

export const standIn = (index: number): string => `taolab$forbidden${index}`
/** The module `taolab` as the code sees it. */
export const API_NAME = 'taolab$api'
