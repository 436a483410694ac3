import { expect, test } from 'vitest'
import { dictionary, dictionaryText } from '../../src/record/dictionary.js'

test('docs/data-dictionary.md is what `taolab schema outputs` prints (renew it with vitest -u)', async () => {
  await expect(dictionaryText(dictionary())).toMatchFileSnapshot('../../docs/data-dictionary.md')
})
