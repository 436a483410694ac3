import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { elsewhere, own, shown } from '../../scripts/gallery/shown.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const names = [...shown.map(({ scenario }) => scenario), ...Object.keys({ ...elsewhere, ...own })]

test('every scenario that comes with the project is in the gallery', () => {
  const files = readdirSync(`${root}scenarios`).filter((file) => file.endsWith('.yaml'))
  expect([...names].sort()).toEqual(files.map((file) => file.replace('.yaml', '')).sort())
})

test.each(['gallery.md', 'validation.md'])('%s has its pictures, and each is whole', (name) => {
  const page = readFileSync(`${root}docs/${name}`, 'utf8')
  const pictures = [...page.matchAll(/\]\((figures\/[\w-]+\.svg)\)/g)].map(([, path]) => path)
  expect(pictures.length).toBeGreaterThanOrEqual(10)
  for (const path of pictures) {
    expect(existsSync(`${root}docs/${path}`), path).toBe(true)
    expect(readFileSync(`${root}docs/${path}`, 'utf8'), path).toMatch(/^<svg[\s\S]*<\/svg>\n$/)
  }
})

test('the gallery names every scenario with its command', () => {
  const page = readFileSync(`${root}docs/gallery.md`, 'utf8')
  expect(names.filter((name) => !page.includes(`npx taolab run scenarios/${name}.yaml`))).toEqual([])
})
