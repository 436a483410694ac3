import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { floors } from '../architecture.js'

const page = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8')

test('CONTRIBUTING.md draws the house as it stands: every room, on its floor', () => {
  const [, drawing] = /## The house[\s\S]*?```\n([\s\S]*?)```/.exec(page)!
  const drawn = drawing
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {8,}/)[0])
    .map((rooms) => rooms.split(/\s+/).map((room) => room.replace(/\/$|\.ts$/, '')))
  expect(drawn.map((floor) => floor.sort())).toEqual(floors.map((floor) => [...floor].sort()))
})
