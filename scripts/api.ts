import { writeFileSync } from 'node:fs'
import { apiText } from './api/api-text.js'
import { root } from './validation/page.js'

writeFileSync(`${root}docs/api.md`, apiText())
