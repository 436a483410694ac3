/** Some columns of a table in memory. A number that is missing is NaN, a text that is missing is ''. */
export class Frame {
  readonly rows: number
  readonly #numbers: Readonly<Record<string, readonly number[]>>
  readonly #texts: Readonly<Record<string, readonly string[]>>

  constructor(
    numbers: Readonly<Record<string, readonly number[]>>,
    texts: Readonly<Record<string, readonly string[]>> = {},
  ) {
    this.#numbers = numbers
    this.#texts = texts
    this.rows = (Object.values(numbers)[0] ?? Object.values(texts)[0] ?? []).length
  }

  numbers(name: string): readonly number[] {
    return this.#numbers[name] ?? new Array(this.rows).fill(Number.NaN)
  }

  texts(name: string): readonly string[] {
    return this.#texts[name] ?? new Array(this.rows).fill('')
  }

  /** A column of numbers of which at least one is there. */
  has(...names: readonly string[]): boolean {
    return names.every((name) => (this.#numbers[name] ?? []).some(Number.isFinite))
  }

  /** Rows of which a number has a value, grouped by it, in ascending order: indices. */
  groups(name: string): Map<number, number[]> {
    return grouped(this.numbers(name), (a, b) => a - b)
  }

  /** Rows grouped by a text, in order of first appearance. */
  groupsByText(name: string): Map<string, number[]> {
    return grouped(this.texts(name))
  }
}

function grouped<K>(keys: readonly K[], order?: (a: K, b: K) => number): Map<K, number[]> {
  const found = new Map<K, number[]>()
  keys.forEach((key, i) => {
    const rows = found.get(key)
    if (rows) rows.push(i)
    else found.set(key, [i])
  })
  return order ? new Map([...found].sort(([a], [b]) => order(a, b))) : found
}

export const EMPTY = new Frame({})
