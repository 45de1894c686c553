/** From no free time to a request, in a real browser: somebody asks to be told, a visit is cancelled, they ask for its place. */
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { query } from '../../src/store/database.ts'
import { queueJob } from '../../src/store/jobs.ts'
import { translator } from '../../src/text/translate.ts'
import { forgetAlerts } from '../alerts.ts'
import { aClerk, aDecidedVisit } from '../builders.ts'
import { openWindow, phone } from '../chromium.ts'
import type { CheckedPage } from '../chromium.ts'
import { clock } from '../clock.ts'
import { messagesAbout, runningService } from './running.ts'
import type { Running } from './running.ts'
import { words } from './words.ts'

let running: Running

beforeAll(async () => {
  running = await runningService()
}, 60_000)
afterAll(() => running.stop())
beforeEach(() => forgetAlerts(running))

type Language = 'en' | 'cy'

/** A family's answers up to the page about times, whatever it says. */
async function answerUpToTimes({ page }: CheckedPage, language: Language): Promise<void> {
  const said = words[language]
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  const go = () => page.getByRole('button', { name: said.continue, exact: true }).click()
  const fillPerson = async (person: [string, string, ...string[]]) => {
    const fields = ['firstName', 'lastName', 'dateOfBirth-day', 'dateOfBirth-month', 'dateOfBirth-year']
    for (const [index, field] of fields.entries()) await page.locator(`#${field}`).fill(person[index] ?? '')
  }
  await page.getByRole('button', { name: said.startNow, exact: true }).click()
  await heading(said.prison)
  if (await page.locator('input#prison').isVisible()) {
    await page.locator('input#prison').fill('leeds')
    await page.keyboard.press('Tab')
  } else await page.locator('#prison').selectOption({ label: 'Leeds' })
  await go()
  await heading(said.prisoner)
  await fillPerson(['Dewi', 'Test', '20', '10', '1980'])
  await page.locator('#prisonNumber').fill('B9876CD')
  await go()
  await heading(said.yourDetails)
  await fillPerson(['Alun', 'Sample', '31', '1', '1960'])
  await go()
  await heading(said.otherVisitors)
  await page.locator('#another-2').check()
  await go()
}

/** The words of the pages about alerts. */
const alertWords = (language: Language) => {
  const { text } = translator(language)
  return {
    noTimes: text('book.no-times.title'),
    ask: text('book.alert.title'),
    wrong: text('book.alert.errors.way.missing'),
    confirmed: text('book.alert-confirmed.title'),
    subject: text('alert.email.subject'),
    stop: text('alert.stop.button'),
    ended: text('alert.ended.title'),
  }
}

test.each([
  ['in English, with JavaScript', 'en', true, { width: 1280, height: 900 }],
  ['in Welsh, on a phone without JavaScript', 'cy', false, phone],
] as const)(
  '%s',
  async (_how, language, javaScript, viewport) => {
    const { db, service } = running
    const said = alertWords(language)
    const theirs = await aDecidedVisit(db)
    await query(
      db,
      `update slots set wanted = booked + held where place_id = (select id from places where slug = 'leeds')`,
    )
    const visitor = await openWindow(service.url, { javaScript, viewport })
    const { page, check, complaints } = visitor
    const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
    const go = (name = words[language].continue) => page.getByRole('button', { name, exact: true }).click()

    await page.goto(`/?lang=${language}`)
    await answerUpToTimes(visitor, language)
    await heading(said.noTimes)
    await check()
    await page.getByRole('button', { name: said.ask }).click()
    await heading(said.ask)
    await check()
    await go()
    await page.getByText(said.wrong).first().waitFor()
    await check()
    await page.locator('#way').check()
    await page.locator('#email').fill('alun@example.org')
    await check()
    await go()
    await heading(said.confirmed)
    await check()

    const who = { visitId: theirs.id, version: theirs.version, personId: await aClerk(db) }
    const why = { reasons: ['slot_closed' as const], otherReason: '', message: '' }
    expect(await cancelVisit(db, { ...who, ...why }, clock.now())).toEqual({ done: true })
    await queueJob(db, 'tell_of_places')
    const [message] = await messagesAbout(page, said.subject)
    expect(message?.to).toBe('alun@example.org')
    const [start = '', stop = ''] = message?.body.match(/http\S+/g) ?? []

    await page.goto(start)
    await answerUpToTimes(visitor, language)
    await heading(words[language].firstChoice)
    await check()
    await page.locator('#slot').check()
    await go()
    await heading(words[language].support)
    await go()
    await heading(words[language].contactDetails)
    await page.locator('#email').fill('alun@example.org')
    await go()
    await go(words[language].sendRequest)
    await heading(words[language].requestSent)
    const [held] = await query<{ id: number }>(
      db,
      "select held_slot_id as id from visits where status = 'requested'",
    )
    expect(held?.id).toBe(theirs.slot?.id)

    await page.goto(stop)
    await check()
    await go(said.stop)
    await heading(said.ended)
    await check()
    expect(await query(db, 'select from place_alerts where ended_at is null')).toHaveLength(0)
    expect(complaints).toEqual([])
    await visitor.context.close()
  },
  120_000,
)
