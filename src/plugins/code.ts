/** Names that the code is given instead of what would make two runs of one seed differ, and what to use instead. */
export const forbidden: readonly { readonly name: string; readonly instead: string }[] = [
  { name: 'Math.random', instead: "me.random('purpose').uniform()" },
  { name: 'Date.now', instead: 'chain.block' },
  { name: 'performance.now', instead: 'chain.block' },
  { name: 'crypto.randomUUID', instead: "me.random('purpose')" },
  { name: 'crypto.getRandomValues', instead: "me.random('purpose')" },
]

export const standIn = (index: number): string => `taolab$forbidden${index}`
/** The module `taolab` as the code sees it. */
export const API_NAME = 'taolab$api'
