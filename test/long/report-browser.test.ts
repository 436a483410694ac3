import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareOutputs } from '../../src/report/compare/compare.js'
import { comparePage } from '../../src/report/compare/compare-page.js'
import { makeReport, writeWhole } from '../../src/report/make-report.js'
import { pageHtml } from '../../src/report/page/page.js'
import { scratch, writeRun, writeSweep } from '../report/folders.js'
import { everyKind, writeKeptSweep } from '../report/kept-sweep.js'

/** Debian's browser; the tests fail where there is none. */
const BROWSER = '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let context: BrowserContext
const pages: Record<string, string> = {}

beforeAll(async () => {
  expect(existsSync(BROWSER), `${BROWSER} is needed: the package chromium`).toBe(true)
  browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] })
  context = await browser.newContext({ acceptDownloads: true })
  pages.run = (await makeReport(writeRun(scratch()))).page
  pages.sweep = (await makeReport(writeSweep(scratch()))).page
  pages.figures = (await makeReport(writeKeptSweep(scratch(), Object.values(everyKind)))).page
  pages.compare = join(scratch(), 'compare.html')
  writeWhole(
    pages.compare,
    pageHtml(await comparePage(await compareOutputs(writeRun(scratch()), writeRun(scratch(), '2')))),
  )
})
afterAll(async () => {
  await browser?.close()
})

/** Open a page and note everything it should not do. */
async function open(
  kind: string,
  settings: { width?: number; dark?: boolean } = {},
): Promise<{ page: Page; faults: string[] }> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => faults.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(`request: ${request.url()}`)
  })
  await page.setViewportSize({ width: settings.width ?? 1280, height: 900 })
  await page.emulateMedia({ colorScheme: settings.dark ? 'dark' : 'light' })
  await page.goto(`file://${pages[kind]}`)
  return { page, faults }
}

describe.each(['run', 'sweep', 'figures', 'compare'])('the page of a %s in a browser', (kind) => {
  test.each([
    [1280, false],
    [1280, true],
    [390, false],
    [390, true],
  ])(
    'draws every figure at %d px (dark: %s), runs without a fault, and asks nothing of any network',
    async (width, dark) => {
      const { page, faults } = await open(kind, { width, dark })
      const shown = width > 640 ? '.wide' : '.narrow'
      const sizes = await page
        .locator(`figure ${shown} svg`)
        .evaluateAll((all) =>
          all.map((one) =>
            (
              one as unknown as { getBoundingClientRect(): { width: number; height: number } }
            ).getBoundingClientRect(),
          ),
        )
      expect(sizes.length).toBeGreaterThan(2)
      for (const size of sizes) {
        expect(size.width).toBeGreaterThan(300)
        expect(size.width).toBeLessThanOrEqual(width)
        expect(size.height).toBeGreaterThan(90)
      }
      // Nothing makes the page wider than the screen.
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(faults).toEqual([])
      await page.close()
    },
  )

  test.each([false, true])('has no fault of accessibility that axe-core finds (dark: %s)', async (dark) => {
    const { page } = await open(kind, { dark })
    await page.evaluate(axe)
    const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[]
    }
    expect(
      found.violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0].html.slice(0, 200)}`),
    ).toEqual([])
    await page.close()
  })

  test('tells values under the pointer and by the arrow keys, in every figure', async () => {
    const { page, faults } = await open(kind)
    const pictures = page.locator('figure .picture.wide')
    for (let i = 0; i < (await pictures.count()); i++) {
      const picture = pictures.nth(i)
      await picture.scrollIntoViewIfNeeded()
      await picture.hover()
      await expect.poll(() => picture.locator('.tip').textContent()).toMatch(/\d/)
      await page.mouse.move(0, 0)
      await picture.focus()
      await page.keyboard.press('End')
      const last = await picture.locator('.tip').textContent()
      await page.keyboard.press('Home')
      const first = await picture.locator('.tip').textContent()
      expect(await picture.locator('.tip').isVisible()).toBe(true)
      expect([first, last].every((text) => text !== '')).toBe(true)
      await page.keyboard.press('Escape')
      expect(await picture.locator('.tip').isHidden()).toBe(true)
    }
    expect(faults).toEqual([])
    await page.close()
  })

  test('saves a picture that stands alone and its data, and shows them as a table', async () => {
    const { page, faults } = await open(kind)
    const figure = page.locator('figure').first()
    const id = await figure.getAttribute('id')
    const saved = async (button: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), figure.locator(button).click()])
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
    }
    const picture = await saved('.save-picture')
    expect(picture.name).toBe(`${id}.svg`)
    expect(picture.text).toMatch(/^<svg[\s\S]*<\/svg>$/)
    expect(picture.text).not.toMatch(/var\(|currentColor/)
    // It says which run it is of, and is sound XML by itself.
    expect(picture.text).toContain('taolab 0.1.0')
    const parsed = `new DOMParser().parseFromString(${JSON.stringify(picture.text)}, 'image/svg+xml')`
    expect(await page.evaluate(`${parsed}.querySelector('parsererror')`)).toBeNull()
    const data = await saved('.save-data')
    expect(data.name).toBe(`${id}.csv`)
    const lines = data.text.trim().split('\n')
    expect(lines.length).toBeGreaterThan(1)
    await figure.locator('details.data summary').click()
    await expect
      .poll(() => figure.locator('details.data tbody tr').count())
      .toBe(Math.min(1000, lines.length - 1))
    expect(faults).toEqual([])
    await page.close()
  })

  test('prints with wide pictures and without buttons', async () => {
    const { page } = await open(kind, { width: 390 })
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('figure .wide svg').first().isVisible()).toBe(true)
    expect(await page.locator('.tools').first().isHidden()).toBe(true)
    // Between the margins of A4 no table is cut off.
    await page.setViewportSize({ width: 690, height: 900 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(690)
    await page.close()
  })
})
