/** Every public form with every kind of input that no form of ours sends (standards S18, S20, T15). */
import request from 'supertest'
import type { Database } from '../../src/store/database.ts'
import { query } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { firstFree, typedChild, typedPrisoner, typedYou } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

const { load } = shared

let db: Database
let service: TestService

beforeAll(async () => {
  ;({ db } = await testDatabase())
  service = await testService(db, { limitMultiplier: 1000 })
})

/** What is typed into one field, besides which all fields are right. */
const kinds: Record<string, string> = {
  nothing: '',
  'ten thousand letters': 'a'.repeat(10_000),
  // No more, as every page is rendered by stock Nunjucks too, which is quadratic in white space.
  'a thousand spaces': ' '.repeat(1000),
  'two hundred line breaks': '\n'.repeat(200),
  'ten thousand characters of emoji': '👨‍👩‍👧‍👦'.repeat(900),
  'a mountain of accents': `Z${'\u0335\u0322'.repeat(3000)}`,
  emoji: '🙂👩🏽‍🚀',
  'right-to-left marks': '\u202Etxt\u202C\u200F\u2067',
  'zero-width characters': '\u200B\uFEFF\u2060',
  NUL: 'a\0b',
  'control characters': 'a\u0007\u001B[31m\r\nSet-Cookie: a=b',
  markup: '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
  'an end of the page': '</select></form></main><h1>',
  'a template': '{{1234*5678}}{% include "layout.njk" %}${1234*5678}',
  SQL: "'; drop table visits; -- ?  :name $1",
  JSON: '{"$ne":null}',
  'a formula': '=HYPERLINK("https://evil.example")',
  'a number': '-1e309',
  'a name of every object': '__proto__',
}

/** Bodies that are shaped as no form's is; the field is named in them. */
const shapes: Record<string, (name: string) => string> = {
  'twice the same': (name) => `${name}=one&${name}=two`,
  'a hundred times the same': (name) => Array.from({ length: 100 }, (_, n) => `${name}=${n}`).join('&'),
  'a list': (name) => `${name}[]=one&${name}[]=two`,
  'an object': (name) => `${name}[b]=1&${name}[toString]=1`,
  'an object’s origin': (name) => `${name}[__proto__][polluted]=1&__proto__[polluted]=1&__proto__=1`,
  'its maker': (name) => `constructor[prototype][polluted]=1&${name}[constructor][prototype][polluted]=1`,
  'broken escapes': (name) => `${name}=%E0%A4%A&${name}=%zz`,
  'half a character': (name) => `${name}=%ED%A0%80`,
}

interface Form {
  address: string
  good: Record<string, string>
}

const forms: Record<string, Form> = {}
let agent: ReturnType<typeof request.agent>
let token: string

beforeAll(async () => {
  agent = request.agent(service.url)
  const page = await agent.get('/book/prison').redirects(1)
  token = String(load(page.text)('input[name=_csrf]').val())
  const base = new URL(String(load(page.text)('main form').attr('action')), service.url).pathname
  const at = (name: string) => base.replace(/[^/]+$/, name)
  const slots = await freeSlots()
  forms.prison = { address: base, good: { prison: 'leeds' } }
  forms.prisoner = { address: at('prisoner'), good: typedPrisoner }
  forms['your-details'] = { address: at('your-details'), good: typedYou }
  forms['visitor-details'] = { address: at('other-visitors/new'), good: typedChild }
  forms['change a visitor'] = { address: at('other-visitors/1/change'), good: typedChild }
  forms['other-visitors'] = { address: at('other-visitors'), good: { another: 'no' } }
  ;['first-choice', 'second-choice', 'third-choice'].forEach((name, place) => {
    forms[name] = { address: at(name), good: { slot: slots[place] ?? '' } }
  })
  forms.support = { address: at('support'), good: { support: 'other', interpreter: '', other: 'A ramp' } }
  const contact = { email: 'gwen@example.org', mobile: '07700 900982', texts: 'yes' }
  forms['contact-details'] = { address: at('contact-details'), good: contact }
  const born = { 'dateOfBirth-day': '1', 'dateOfBirth-month': '2', 'dateOfBirth-year': '1990' }
  forms['find your visit'] = { address: '/visits', good: { reference: '7KX2M9QD', ...born } }
  for (const { address, good } of Object.values(forms)) await send(address, good)
  expect((await agent.get(at('check-answers'))).status).toBe(200)
})

/** Three free slots of Leeds, as the journey offers them. */
async function freeSlots(): Promise<string[]> {
  const rows = await query<{ id: number }>(
    db,
    `select slots.id from slots join places on places.id = place_id
     where slug = 'leeds' and visit_type = 'social' and date >= '2026-11-24' and wanted > 0 order by date limit 3`,
  )
  return rows.map(({ id }) => String(id))
}

const send = (address: string, body: Record<string, string> | string) =>
  agent
    .post(address)
    .type('form')
    .send(typeof body === 'string' ? `_csrf=${token}&${body}` : { _csrf: token, ...body })

const isCalm = (status: number) => (status >= 400 && status < 500) || (status >= 300 && status < 400)

/** Nothing of what was typed has become markup or code. */
function expectHarmless(html: string, what: string) {
  const page = load(html)
  expect(`${what}: ${page('script:not([src])').length}`).toBe(`${what}: 1`)
  expect(`${what}: ${page('img, [onerror]').length} ${page('h1').length}`).toBe(`${what}: 0 1`)
  expect(page('main').text()).not.toContain('7006652')
  return page
}

/** Forms of which another answer changes what can be asked afterwards. */
const decidesWhatIsAsked = new Set(['prison', 'first-choice', 'second-choice', 'third-choice'])

const names = [
  'prison',
  'prisoner',
  'your-details',
  'visitor-details',
  'change a visitor',
  'other-visitors',
  'first-choice',
  'second-choice',
  'third-choice',
  'support',
  'contact-details',
  'find your visit',
]

test.each(names)('%s takes anything typed calmly and shows it again as text', async (name) => {
  const { address, good } = forms[name] ?? { address: '', good: {} }
  for (const field of Object.keys(good)) {
    for (const [kind, value] of Object.entries(kinds)) {
      const what = `${field} with ${kind}`
      const answer = await send(address, { ...good, [field]: value })
      expect(`${what}: ${isCalm(answer.status) ? 'calm' : answer.status}`).toBe(`${what}: calm`)
      if (answer.status !== 422) {
        if (decidesWhatIsAsked.has(name)) await send(address, good)
        continue
      }
      const page = expectHarmless(answer.text, what)
      const control = page(`input[type=text][name="${field}"], input[type=email][name="${field}"]`)
      if (control.length === 0) continue
      const shown = String(control.val() ?? '').slice(0, 4000)
      const kept = value.replaceAll('\0', '').slice(0, 4000)
      // Line breaks do not live in an input, and white space is no character to hide in.
      expect(shown.replace(/\s+/g, '')).toBe(kept.replace(/\s+/g, ''))
    }
  }
})

test.each(names)('%s takes fields of any shape calmly', async (name) => {
  const { address, good } = forms[name] ?? { address: '', good: {} }
  for (const field of Object.keys(good)) {
    const others = new URLSearchParams(Object.entries(good).filter(([other]) => other !== field))
    for (const [kind, shape] of Object.entries(shapes)) {
      const what = `${field} as ${kind}`
      const answer = await send(address, `${others.toString()}&${shape(field)}`)
      expect(`${what}: ${isCalm(answer.status) ? 'calm' : answer.status}`).toBe(`${what}: calm`)
      if (answer.status === 422) expectHarmless(answer.text, what)
      else if (decidesWhatIsAsked.has(name)) await send(address, good)
    }
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

test('keeps no field that its page does not have', async () => {
  const { address, good } = forms.prisoner ?? { address: '', good: {} }
  await send(address, {
    ...good,
    visitId: '1',
    owner: 'me',
    status: 'booked',
    people: 'x',
    prison: 'cardiff',
  })
  const drafts = await query<{ prisoner: object; prison: object; owner: string }>(
    db,
    "select answers -> 'prisoner' as prisoner, answers -> 'prison' as prison, owner from drafts",
  )
  for (const { prisoner, prison, owner } of drafts) {
    expect(Object.keys(prisoner).sort()).toEqual(Object.keys(typedPrisoner).sort())
    expect(prison).toEqual({ prison: 'leeds' })
    expect(owner).not.toBe('me')
  }
})

test.each(['0', '-1', '9', '1.5', '%00', '__proto__', 'length', '99999999999999999999'])(
  'a visitor numbered %s can be neither changed nor removed',
  async (number) => {
    const address = forms['visitor-details']?.address.replace('new', number) ?? ''
    const before = await query(db, 'select answers from drafts')
    for (const page of ['change', 'remove']) {
      expect(isCalm((await agent.get(`${address}/${page}`)).status)).toBe(true)
      expect(isCalm((await send(`${address}/${page}`, typedYou)).status)).toBe(true)
    }
    expect(await query(db, 'select answers from drafts')).toEqual(before)
  },
)

test('has made no visit of any of it', async () => {
  expect(await query(db, 'select count(*) from visits')).toEqual([{ count: 0 }])
})

test('still works for a family', async () => {
  const visitor = await browser(service.url).opens('/book/prison')
  await visitor.answers({ prison: 'leeds' })
  await visitor.answers({ ...typedPrisoner, firstName: 'Siân-Éowyn', lastName: 'O’Neill ap Ŵyn' })
  await visitor.answers(typedYou)
  await visitor.answers({ another: 'no' })
  await visitor.answers({ slot: firstFree(visitor) })
  expect(visitor.heading()).toBe('Choose a second time')
})
