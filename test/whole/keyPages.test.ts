/** The main job by keyboard alone; its twelve key pages in both languages, at every width, in forced colours, text spaced out. */
import type { Page } from 'playwright-core'
import { openWindow } from '../chromium.ts'
import type { CheckedPage } from '../chromium.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { examine, tabTo } from './examine.ts'
import { runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running

beforeAll(async () => {
  running = await runningService()
}, 60_000)
afterAll(() => running.stop())

/** 320 pixels are what a window of 1280 has at a zoom of 400 %. */
const widths = [320, 768, 1280]

/** Looks at the page where the window stands in every way; `languages` of the staff area is one. */
async function everyWay({ page, check }: CheckedPage, languages: readonly string[]): Promise<void> {
  const address = new URL(page.url())
  for (const language of languages) {
    await page.goto(`${address.pathname}?lang=${language}`)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      await check()
      if (language === 'en' && width !== 768)
        expect([address.pathname, await examine(page)]).toEqual([address.pathname, []])
    }
    await page.emulateMedia({ forcedColors: 'active' })
    await check()
    await page.emulateMedia({ forcedColors: 'none' })
  }
  if (languages.length > 1) await page.goto(`${address.pathname}?lang=en`)
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

async function types(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [id, text] of Object.entries(fields)) {
    await tabTo(page, `#${id}`)
    await page.keyboard.type(text)
  }
}

async function chooses(page: Page, id: string): Promise<void> {
  await tabTo(page, `input[type=radio][name=${id}]`)
  await page.keyboard.press('Space')
}

async function continues(page: Page): Promise<void> {
  await tabTo(page, 'main form .govuk-button')
  await page.keyboard.press('Enter')
}

const born = (day: string, month: string, year: string) => ({
  'dateOfBirth-day': day,
  'dateOfBirth-month': month,
  'dateOfBirth-year': year,
})

test('a family asks by keyboard alone, and each key page holds in every way', async () => {
  const family = await openWindow(running.service.url)
  const { page, complaints, context } = family
  const look = () => everyWay(family, ['cy', 'en'])
  await page.goto('/')
  await look()
  await tabTo(page, '.govuk-button--start')
  await page.keyboard.press('Enter')
  await heading(page, 'Which prison do you want to visit?')
  await look()
  await types(page, { prison: 'leeds' })
  await continues(page)
  await heading(page, 'Who are you visiting?')
  await look()
  await types(page, {
    firstName: 'Dewi',
    lastName: 'Test',
    ...born('20', '10', '1980'),
    prisonNumber: 'A1234BC',
  })
  await continues(page)
  await heading(page, 'Your details')
  await look()
  await types(page, { firstName: 'Gwen', lastName: 'Example', ...born('15', '6', '1985') })
  await continues(page)
  await heading(page, 'Do you want to add another visitor?')
  await look()
  await chooses(page, 'another')
  await page.keyboard.press('ArrowDown')
  await continues(page)
  await heading(page, 'When do you want to visit?')
  await look()
  await chooses(page, 'slot')
  await continues(page)
  await heading(page, 'Choose a second time')
  await page.locator('#slot-none').focus()
  await page.keyboard.press('Space')
  await continues(page)
  await heading(page, 'Does anyone need extra support?')
  await continues(page)
  await heading(page, 'How should we contact you?')
  await look()
  await types(page, { email: 'gwen@example.org' })
  await continues(page)
  await heading(page, 'Check your answers')
  await look()
  await continues(page)
  await heading(page, 'Request sent')
  await look()
  expect(complaints).toEqual([])
  await context.close()
}, 300_000)

test('finding a visit, the list of requests and a request hold in every way', async () => {
  await forgetVisits(running.owner)
  const visit = await aRequest(running.db)
  const window = await openWindow(running.service.url)
  const { page, complaints, context } = window
  await page.goto('/visits')
  await everyWay(window, ['cy', 'en'])
  await page.goto('/staff')
  await tabTo(page, 'button[value=clerk]')
  await page.keyboard.press('Enter')
  await heading(page, 'Visit requests')
  await everyWay(window, ['en'])
  await page.goto(`/staff/visits/${visit.reference}`)
  await everyWay(window, ['en'])
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)

test('what is wrong is seen', async () => {
  const { page, context } = await openWindow(running.service.url)
  await page.setContent(
    `<main>
       <button style="width: 10px; height: 10px; padding: 0; margin: 0">a</button><button
         style="width: 10px; height: 10px; padding: 0; margin: 0">b</button>
       <p><a href="/one" style="outline: none">Change</a></p>
       <p style="margin: 0; position: relative"><a href="/two">Change</a>
         <span style="position: absolute; inset: 0; background: white"></span></p>
     </main>`,
  )
  const found = await examine(page)
  for (const problem of ['too small', 'named alike', 'does not show its focus', 'is hidden when in focus'])
    expect(found.join('\n')).toContain(problem)
  await context.close()
})
