/** People say how satisfied they are, in either language, from every end of the service; the team reads it, nobody is named. */
import request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { checkedPage, tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { open, signedIn, textOf } from '../staff/staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 10 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await owner.raw('delete from feedback')
})

async function visitor(address = '/feedback', language = 'en') {
  const agent = request.agent(service.url)
  await agent.get('/help?lang=' + language)
  const page = await agent.get(address)
  const $ = await checkedPage(page.text, page.status, `${service.url}${address}`)
  const hidden = Object.fromEntries(
    $('main form input[type=hidden]')
      .toArray()
      .map((input) => [$(input).attr('name') ?? '', String($(input).val())]),
  )
  return {
    $,
    sends: async (form: Record<string, unknown>) => {
      const response = await agent
        .post('/feedback')
        .type('form')
        .send({ ...hidden, ...form })
      return {
        response,
        $: await checkedPage(response.text || '<h1></h1>', response.status, service.url).catch(() => $),
      }
    },
    agent,
  }
}

const kept = () => query(db, 'select score, comment, channel, area, page, language from feedback order by id')

test('keeps a score and a comment, and where it was asked, of nobody', async () => {
  const { sends, agent } = await visitor('/feedback?page=booked', 'cy')
  const { response } = await sends({ score: '4', comment: 'Da iawn! Ffoniwch 07700 900123' })
  expect(response.headers.location).toBe('/feedback/sent')
  expect(tidy((await agent.get('/feedback/sent')).text)).toContain('Diolch am eich adborth')
  expect(await kept()).toEqual([
    {
      score: 4,
      comment: 'Da iawn! Ffoniwch […]',
      channel: 'online',
      area: 'public',
      page: 'booked',
      language: 'cy',
    },
  ])
})

test('asks again for a score, and keeps the comment that was typed', async () => {
  const { sends } = await visitor()
  const { response, $ } = await sends({ comment: 'Only words' })
  expect(response.status).toBe(422)
  expect($('.govuk-error-summary a').text()).toBe('Select how satisfied you were with the service')
  expect($('.govuk-error-summary a').attr('href')).toBe('#score')
  expect($('#comment').val()).toBe('Only words')
  expect(await kept()).toEqual([])
})

test('a comment may have 1,200 characters as a reader counts them', async () => {
  const { sends } = await visitor()
  expect((await sends({ score: '3', comment: 'ŵ'.repeat(1200) })).response.status).toBe(303)
  expect((await sends({ score: '3', comment: 'ŵ'.repeat(1201) })).response.status).toBe(422)
})

test('takes whatever is typed as text, and no page that it does not know', async () => {
  for (const text of Object.values(hostile)) {
    const { sends } = await visitor(`/feedback?page=${encodeURIComponent(text)}`)
    const { response } = await sends({ score: '1', comment: text, page: text, area: text })
    expect([303, 422]).toContain(response.status)
  }
  const rows = (await kept()) as { page: string; area: string }[]
  expect(new Set(rows.map(({ page, area }) => `${area} ${page}`))).toEqual(new Set(['public other']))
})

test('is asked for on pages that end the questions, that tell of problems, and in the banner of every page', async () => {
  const missing = await request(service.url).get('/nowhere')
  expect(missing.text).toContain('href="/feedback?page=problem"')
  expect((await request(service.url).get('/')).text).toContain('href="/feedback"')
})

test('the team reads what was said, with comments alone where they are asked for', async () => {
  const first = await visitor('/feedback?page=rejected')
  await first.sends({ score: '1', comment: 'Too <b>slow</b>' })
  clock.set('2026-11-18T10:05:00Z')
  await (await visitor()).sends({ score: '5' })
  const analyst = await signedIn(service.url, 'analyst', '/staff/feedback')
  const all = textOf(await open(analyst, '/staff/feedback'), 'tbody')
  expect(all).toContain('18/11/2026 at 10:05 Very satisfied')
  expect(all).toContain('Very dissatisfied Too <b>slow</b> Request not accepted')
  const commented = textOf(await open(analyst, '/staff/feedback?comments=only'), 'tbody')
  expect(commented).toContain('Too <b>slow</b>')
  expect(commented).not.toContain('Very satisfied')
})
