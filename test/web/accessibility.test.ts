/** The accessibility statement tells what is not accessible yet, and is not left to grow old. */
import request from 'supertest'
import { knownIssues, statementDates } from '../../src/web/accessibility.ts'
import { testDatabase } from '../database.ts'
import { checkedPage, tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'

const year = 365 * 24 * 3_600_000

test('what is to be mended has a date that has not passed', () => {
  const today = new Date().toISOString()
  expect(knownIssues.filter(({ fixBy }) => fixBy < today.slice(0, 10))).toEqual([])
})

test('it was reviewed within the year', () => {
  expect(Date.now() - Date.parse(statementDates.reviewed)).toBeLessThan(year)
  expect(Date.now() - Date.parse(statementDates.tested)).toBeLessThan(year)
})

test.each([
  ['en', 'This accessibility statement applies to', '2.4.3 (focus order). We plan to fix it by 31 May 2027.'],
  [
    'cy',
    'Mae’r datganiad hygyrchedd hwn yn berthnasol i',
    '2.4.3 (trefn ffocws). Rydym yn bwriadu ei gywiro erbyn 31 Mai 2027.',
  ],
])('says in %s whom it is for, what fails and until when', async (language, scope, issue) => {
  const { url } = await testService((await testDatabase()).db)
  const page = await request(url).get('/accessibility').set('Cookie', `language=${language}`)
  const $ = await checkedPage(page.text, page.status, `${url}/accessibility`)
  const words = tidy($('main').text())
  for (const part of [scope, issue, 'WCAG 2.2', 'EHRC', 'EASS', '2026']) expect(words).toContain(part)
})
