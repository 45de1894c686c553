/** The timetable's forms with what cannot be: each is shown again with what was typed, and nothing is saved. */
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { testService } from '../service.ts'
import { checked, formOf, headingOf, open, signedIn, tokenOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'
import { everything, fillIn, filledIn, messagesOf, sendParts, timesOf } from './timetableBrowser.ts'

let db: Database
let url: string
let manager: Agent
let before: unknown

beforeAll(async () => {
  ;({ db } = await testDatabase())
  ;({ url } = await testService(db))
  manager = await signedIn(url, 'manager')
  before = await everything(db)
})

afterEach(async () => {
  expect(await everything(db)).toEqual(before)
})

/** Cardiff is the first of the manager's places; it has social visits on Wednesdays at 14:00. */
const wednesday = async () => {
  const times = await timesOf(db, 'cardiff')
  const found = times.find(({ visitType, weekday }) => visitType === 'social' && weekday === 3)
  if (!found) throw new Error('No time on Wednesdays')
  return found
}

const newTime = {
  visitType: 'social',
  weekdays: ['1', '3'],
  starts: '9:30',
  ends: '11:00',
  wanted: '12',
  validFrom: '23/11/2026',
}

describe('a time that is added', () => {
  test.each([
    [{ weekdays: [] }, ['Select at least one weekday']],
    [{ visitType: 'family' }, ['Select the type of visit']],
    [{ starts: '', ends: '25:00' }, ['Enter when the time starts', 'End must be a 24-hour time, like 16:00']],
    [{ ends: '9:30' }, ['End must be after the start']],
    [
      { starts: '14:30', ends: '16:00' },
      ['Enter other times or dates: on Monday, Wednesday this overlaps another time of the same type'],
    ],
    [{ wanted: 'many' }, ['Places must be a whole number, like 12']],
    [{ wanted: '1000' }, ['Places must be between 0 and 999']],
    [{ validFrom: '18/11/2026' }, ['From must be tomorrow or later']],
    [{ validFrom: '31/2/2027' }, ['From must be a real date, like 17/5/2027']],
    [{ validTo: '22/11/2026' }, ['To must be the same as or after the first date']],
    [{ validTo: 'soon' }, ['To must be a real date, like 17/5/2027']],
  ])('is refused with %j', async (changes, messages) => {
    const answer = await fillIn(manager, '/staff/timetable/times/new', { ...newTime, ...changes })
    expect([answer.status, messagesOf(answer)]).toEqual([422, messages])
    const form = formOf(await checked(answer))
    expect(form).toMatchObject('starts' in changes ? { starts: changes.starts } : { starts: '9:30' })
  })
})

test('why something changes is refused when it is too long', async () => {
  const answer = await fillIn(manager, '/staff/timetable/times/new', { ...newTime, why: 'a'.repeat(501) })
  await checked(answer)
  expect([answer.status, messagesOf(answer)]).toEqual([422, ['Why must be 500 characters or less']])
})

describe('a time that is changed', () => {
  test.each([
    [{ from: '18/11/2026' }, ['From must be tomorrow or later']],
    [{ from: '' }, ['Enter the first date of the change']],
    [{ starts: '15:30' }, ['End must be after the start']],
    [{ starts: '2pm' }, ['Start must be a 24-hour time, like 14:00']],
    [{ wanted: '-1' }, ['Places must be a whole number, like 12']],
  ])('is refused with %j', async (changes, messages) => {
    const { id } = await wednesday()
    const answer = await fillIn(manager, `/staff/timetable/times/${id}/change`, changes)
    await checked(answer)
    expect([answer.status, messagesOf(answer)]).toEqual([422, messages])
  })

  test('is refused where it meets another of its type', async () => {
    const times = await timesOf(db, 'cardiff')
    const evening = times.find(({ starts }) => starts === '18:00')
    const answer = await fillIn(manager, `/staff/timetable/times/${evening?.id}/change`, {
      starts: '15:00',
      ends: '17:00',
    })
    expect(messagesOf(answer)).toEqual([
      'Enter other times or dates: this overlaps another time of the same type',
    ])
  })
})

describe('a time that ends', () => {
  test.each([
    ['', 'Enter the last date'],
    ['17/11/2026', 'Last date must be today or later'],
    ['tomorrow', 'Last date must be a real date, like 17/5/2027'],
  ])('is refused with the last date %j', async (lastDate, message) => {
    const { id } = await wednesday()
    const answer = await fillIn(manager, `/staff/timetable/times/${id}/end`, { lastDate })
    await checked(answer)
    expect([answer.status, messagesOf(answer)]).toEqual([422, [message]])
  })
})

describe('a day with other times', () => {
  const christmasEve = '/staff/timetable/exceptions/social/2026-12-24'

  test('is asked for first, and must be to come', async () => {
    const address = '/staff/timetable/exceptions/new'
    const chosen = await fillIn(manager, address, { visitType: 'social', date: '24/12/2026' })
    expect([chosen.status, chosen.headers.location]).toEqual([303, christmasEve])
    const past = await fillIn(manager, address, { visitType: 'official_video', date: '18/11/2026' })
    await checked(past)
    expect([past.status, messagesOf(past)]).toEqual([422, ['Date must be tomorrow or later']])
    const empty = await fillIn(manager, address)
    expect(messagesOf(empty)).toEqual(['Select the type of visit', 'Enter the date'])
  })

  test('has every wrong row told', async () => {
    const answer = await fillIn(manager, christmasEve, {
      'times-1-starts': '10:00',
      'times-1-ends': '9:00',
      'times-2-starts': '11:00',
      'times-3-starts': '12:00',
      'times-3-ends': '13:00',
      'times-3-wanted': '5',
      'times-4-starts': '12:59',
      'times-4-ends': '14:00',
      'times-4-wanted': '1001',
      'times-5-starts': '12:30',
      'times-5-ends': '13:30',
      'times-5-wanted': '1',
    })
    await checked(answer)
    expect(answer.status).toBe(422)
    expect(messagesOf(answer)).toEqual([
      'End of time 1 must be after its start',
      'Enter when time 2 ends',
      'Enter how many places time 2 has',
      'Places of time 4 must be between 0 and 999',
      'Start of time 5 must not be within another time',
    ])
  })

  test('has at least one time', async () => {
    const empty = { 'times-1-starts': ' ', 'times-1-ends': '', 'times-1-wanted': '' }
    const answer = await fillIn(manager, christmasEve, empty)
    await checked(answer)
    expect(messagesOf(answer)).toEqual(['Enter at least one time, or close the day'])
  })

  test('says when it is closed anyway', async () => {
    const $ = await open(manager, '/staff/timetable/exceptions/social/2026-12-25')
    expect($('.govuk-warning-text').text()).toContain('This day is closed')
  })

  test.each(['family/2026-12-24', 'social/2026-11-18', 'social/2026-11-31', 'social/24-12-2026'])(
    'is not found at %s',
    async (day) => {
      expect((await manager.get(`/staff/timetable/exceptions/${day}`)).status).toBe(404)
    },
  )
})

describe('who may not change a timetable', () => {
  test('is a clerk', async () => {
    const clerk = await signedIn(url, 'clerk')
    for (const path of ['', '/times/new', '/import', '/export']) {
      expect((await clerk.get(`/staff/timetable${path}`)).status).toBe(403)
    }
  })

  test('is a clerk, whose file is not even read', async () => {
    const clerk = await signedIn(url, 'clerk')
    const post = () => clerk.post('/staff/timetable/import')
    // Reading it would answer 400.
    const cut = await post()
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na')
    await checked(cut)
    expect([cut.status, headingOf(cut)]).toEqual([403, 'You do not have permission'])
    const whole = await sendParts(clerk, '/staff/timetable/import', { _csrf: await tokenOf(clerk) }, 'a')
    expect([whole.status, headingOf(whole)]).toEqual([403, 'You do not have permission'])
  })

  test('is a manager of other prisons', async () => {
    const [theirs] = await timesOf(db, 'wandsworth')
    expect((await manager.get(`/staff/timetable/times/${theirs?.id}/change`)).status).toBe(404)
    const form = formOf(await open(manager, '/staff/timetable/times/new'))
    const address = `/staff/timetable/times/${theirs?.id}/end`
    const sent = { ...form, lastDate: '1/12/2026', step: 'save' }
    expect((await manager.post(address).type('form').send(sent)).status).toBe(404)
    const elsewhere = { ...form, ...newTime, place: 'wandsworth', step: 'save' }
    expect((await manager.post('/staff/timetable/times/new').type('form').send(elsewhere)).status).toBe(404)
  })
})

describe('what no browser of ours sends', () => {
  const addresses = [
    '/staff/timetable/times/new',
    '/staff/timetable/exceptions/new',
    '/staff/timetable/exceptions/social/2026-12-24',
    '/staff/timetable/exceptions/social/2026-12-24/remove',
    '/staff/timetable/import',
  ]

  /** The day has nothing to remove: its own form is sent there. */
  const formAt = async (address: string) => filledIn(await open(manager, address.replace(/\/remove$/, '')))

  /** One field of each kind: rows of a table differ in a number. */
  const kindsOf = (form: Form) => {
    const kinds = Map.groupBy(Object.keys(form), (name) => name.replace(/\d+/g, 'n'))
    kinds.delete('_csrf')
    return [...kinds.values()].map(([name = '']) => name)
  }

  test.each(Object.entries(hostile))('%s in any field is refused or only looked at', async (_what, word) => {
    for (const address of addresses) {
      const form = { ...(await formAt(address)), csv: '' }
      for (const name of kindsOf(form)) {
        const answer = await manager
          .post(address)
          .type('form')
          .send({ ...form, [name]: word })
        expect([address, name, answer.status < 500]).toEqual([address, name, true])
        expect(answer.text).not.toContain('<script>alert')
      }
    }
  })

  test('is refused as lists and objects', async () => {
    for (const address of addresses) {
      const form = await formAt(address)
      const token = encodeURIComponent(String(form._csrf))
      for (const name of kindsOf(form)) {
        for (const body of [`${name}=a&${name}=b`, `${name}[]=a`, `${name}[b]=1&__proto__=1`]) {
          const answer = await manager.post(address).type('form').send(`_csrf=${token}&step=save&${body}`)
          expect([address, body, answer.status >= 400 && answer.status < 500]).toEqual([address, body, true])
        }
        const parts = { _csrf: String(form._csrf), step: 'save', [`${name}[a][0]`]: 'a', '__proto__[b]': 'c' }
        const answer = await sendParts(manager, address, parts)
        expect([address, name, answer.status >= 400 && answer.status < 500]).toEqual([address, name, true])
      }
    }
  })

  test('is refused without the token, in parts as well', async () => {
    const form = filledIn(await open(manager, '/staff/timetable/times/new'))
    for (const token of ['', 'f00']) {
      const answer = await sendParts(manager, '/staff/timetable/times/new', { ...form, _csrf: token })
      expect(answer.status).toBe(403)
    }
  })

  test('is refused when it is cut off, endless or too much', async () => {
    const post = () => manager.post('/staff/timetable/import')
    const parts = 'multipart/form-data; boundary=x'
    const cut = await post()
      .set('Content-Type', parts)
      .send('--x\r\nContent-Disposition: form-data; name="why"\r\n\r\na')
    expect(cut.status).toBe(400)
    const bare = await post().set('Content-Type', 'multipart/form-data').send('a')
    expect(bare.status).toBe(400)
    const form = filledIn(await open(manager, '/staff/timetable/import'))
    const many = Array.from({ length: 5001 }, () => '1')
    expect((await sendParts(manager, '/staff/timetable/import', { ...form, flag: many })).status).toBe(413)
  })
})
