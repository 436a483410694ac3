import { beforeAll, describe, expect, test } from 'vitest'
import { apiText } from '../../scripts/api/api-text.js'

describe('the reference of what is exported', () => {
  let text = ''
  beforeAll(() => {
    text = apiText()
  }, 120_000)

  test('docs/api.md is what the declarations and docstrings say (renew it with vitest -u)', async () => {
    await expect(text).toMatchFileSnapshot('../../docs/api.md')
  })

  test('has the functions that the README shows, with their parameters and docstrings', () => {
    expect(text).toMatch(/### readScenario ·\n\n\S[\s\S]*?async function readScenario\(/)
    expect(text).toMatch(/### simulate ·\n/)
    expect(text).toMatch(/### sweep\n/)
    expect(text).toContain('### MemorySink ·')
  })

  test('shows no body and no private part', () => {
    expect(text).not.toMatch(/^ {2}#/m)
    expect(text).not.toMatch(/^ {2}return /m)
  })
})
