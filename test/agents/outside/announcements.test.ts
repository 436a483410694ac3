import { expect, test } from 'vitest'
import { Announcements } from '../../../src/agents/outside/announcements.js'
import { Offers } from '../../../src/agents/outside/offers.js'
import { smallWorld } from '../small-world.js'

test('who is to be paid in place of the owner, and what a ring offers, lies in the world: a run that goes on knows it', () => {
  const { world } = smallWorld([])
  new Announcements(world).payTo(1, 7)
  new Offers(world).make(2, 5e9, 0.7, 3, 100)
  const announcements = new Announcements(world)
  expect(announcements.payee(1, 0)).toBe(7)
  expect(announcements.payee(2, 0)).toBe(0)
  const offers = new Offers(world)
  expect(offers.standing(2, 110, 20)).toEqual({ price: 5e9, ownPart: 0.7, payer: 3, at: 100 })
  expect(offers.standing(2, 121, 20)).toBeNull()
  expect(offers.standing(1, 110, 20)).toBeNull()
})

test('where nobody offers anything nothing is made', () => {
  const { world } = smallWorld([])
  const before = world.attached.size
  expect(new Offers(world).standing(1, 10, 20)).toBeNull()
  expect(new Announcements(world).payee(1, 4)).toBe(4)
  expect(world.attached.size).toBe(before)
})
