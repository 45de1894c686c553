/** The form for a closure with what cannot be: shown again or refused, and nothing closed. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, signedIn, summaryOf, tokenOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  let owner: Database
  ;({ db, owner } = await testDatabase())
  await forgetVisits(owner)
  service = await testService(db)
  manager = await signedIn(service.url, 'manager')
  await manager
    .post('/staff/place')
    .type('form')
    .send({ _csrf: await tokenOf(manager), place: 'leeds' })
})

const oneDate = { visitType: 'all', what: 'date', date: '24/11/2026', reason: 'Repairs' }

/** What the form on its own holds, with what is typed. */
async function check(typed: Form) {
  const form = formOf(await open(manager, '/staff/closures/new'))
  return manager
    .post('/staff/closures/new')
    .type('form')
    .send({ ...form, ...typed })
}

const closures = () => query(db, "select * from closures where first_date < '2026-12-20'")

const past = '17/11/2026'

const wrongForms: [string, Form, string[]][] = [
  [
    'nothing',
    {},
    ['Select what kind of visits you want to close', 'Select what you want to close', 'Enter the reason'],
  ],
  ['no date', { ...oneDate, date: '' }, ['Enter the date you want to close']],
  ['a date that is none', { ...oneDate, date: '31/11/2026' }, ['Date must be a real date, like 17/5/2026']],
  ['a date in the past', { ...oneDate, date: past }, ['Date must be today or later']],
  [
    'a reason that is too long',
    { ...oneDate, reason: 'x'.repeat(501) },
    ['Reason must be 500 characters or less'],
  ],
  [
    'a range without its ends',
    { ...oneDate, what: 'range' },
    ['Enter the first date you want to close', 'Enter the last date you want to close'],
  ],
  [
    'a range backwards',
    { ...oneDate, what: 'range', from: '26/11/2026', to: '25/11/2026' },
    ['Last date must be the same as or after the first date'],
  ],
  [
    'a range without an end in sight',
    { ...oneDate, what: 'range', from: '26/11/2026', to: '26/12/2099' },
    ['Last date must be within a year of the first date'],
  ],
  [
    'a range that begins in the past',
    { ...oneDate, what: 'range', from: past, to: '25/11/2026' },
    ['First date must be today or later'],
  ],
  [
    'a slot without a time',
    { ...oneDate, what: 'slot', slotDate: '24/11/2026' },
    ['Enter when the slot starts'],
  ],
  [
    'a time at which no slot starts',
    { ...oneDate, visitType: 'social', what: 'slot', slotDate: '24/11/2026', starts: '13:00' },
    ['Enter when a slot of that date starts: 14:00, 15:30, 18:00'],
  ],
  [
    'a slot of a day without any',
    { ...oneDate, visitType: 'official_telephone', what: 'slot', slotDate: '24/11/2026', starts: '15:30' },
    ['Enter another date: this one has no slots of that kind'],
  ],
]

test.each(wrongForms)('says what is wrong with %s', async (_what, typed, messages) => {
  const answer = await check(typed)
  expect(answer.status).toBe(422)
  const $ = await checked(answer)
  expect(summaryOf($)).toEqual(messages)
  expect(formOf($)).toMatchObject(typed)
  expect(await closures()).toEqual([])
})

test.each(Object.entries(hostile))('%s in any field closes nothing', async (_what, word) => {
  const form = formOf(await checked(await check(oneDate)))
  for (const name of ['visitType', 'what', 'date', 'version', 'place']) {
    for (const address of ['/staff/closures/new', '/staff/closures']) {
      const answer = await manager
        .post(address)
        .type('form')
        .send({ ...form, [name]: word })
      const isRefused = answer.status >= 400 && answer.status < 500
      const onlyChecked = address === '/staff/closures/new' && name === 'version'
      expect([name, address, isRefused || onlyChecked]).toEqual([name, address, true])
      expect(answer.text).not.toContain('<script>alert')
    }
  }
  expect(await closures()).toEqual([])
})

test('does not close another prison’s dates', async () => {
  const form = formOf(await checked(await check(oneDate)))
  expect(
    (
      await manager
        .post('/staff/closures')
        .type('form')
        .send({ ...form, place: 'wandsworth' })
    ).status,
  ).toBe(404)
  expect(await closures()).toEqual([])
})
