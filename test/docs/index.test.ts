import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const page = readFileSync(`${docs}README.md`, 'utf8')
const linked = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, path]) => path)

test('the index names every page, and every page that it names is there', () => {
  const pages = readdirSync(docs).filter((file) => file.endsWith('.md') && file !== 'README.md')
  expect(pages.filter((file) => !page.includes(file))).toEqual([])
  expect(linked.filter((path) => !existsSync(docs + path))).toEqual([])
})

test('the index has the four kinds of pages', () => {
  const kinds = [...page.matchAll(/^## (.+)$/gm)].map(([, kind]) => kind)
  expect(kinds).toEqual(['Tutorial', 'How to', 'Reference', 'Explanation'])
})
