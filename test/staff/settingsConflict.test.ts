/** Two managers at one place. The demo has one, who sits at two computers here. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aClerk, aPlace, aRequest, forgetChanges } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let first: Agent
let second: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  await forgetChanges(owner)
  first = await signedIn(service.url, 'manager')
  second = await signedIn(service.url, 'manager')
  for (const agent of [first, second]) {
    const { _csrf } = formOf(await open(agent, '/staff/settings/contact'))
    await agent.post('/staff/place').type('form').send({ _csrf, place: 'leeds' })
  }
})

const post = (agent: Agent, group: string, form: Form) =>
  agent.post(`/staff/settings/${group}`).type('form').send(form)

const formFor = async (agent: Agent, group: string) => formOf(await open(agent, `/staff/settings/${group}`))

const cells = ($: Awaited<ReturnType<typeof open>>) =>
  $('main tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .find('th, td')
        .toArray()
        .map((cell) => $(cell).text()),
    )

test('shows the second manager both versions and who saved the other, and writes nothing', async () => {
  const [one, other] = [await formFor(first, 'rules'), await formFor(second, 'rules')]
  expect((await post(first, 'rules', { ...one, adultAge: '12' })).status).toBe(303)
  const answer = await post(second, 'rules', {
    ...other,
    adultAge: '14',
    leadDays: '4',
    worksWeekends: 'yes',
  })
  expect(answer.status).toBe(409)
  const $ = await checked(answer)
  expect($('h1').text()).toBe('Someone else has changed these settings')
  expect($('main').text()).toContain('Mina Manager changed settings of this prison on 18/11/2026 at 10:00')
  expect(cells($)).toEqual([
    ['Adult age', '12 years', '14 years'],
    ['Lead days', '3 working days', '4 working days'],
    ['Booking window', '14 days', '14 days'],
    ['Works weekends', 'No', 'Yes'],
  ])
  expect(await aPlace(db)).toMatchObject({ adultAge: 12, leadDays: 3 })
  expect($('main a[href="/staff/settings"]').text()).toBe('Keep what is saved now')
})

test('lets the second manager go on with what they typed', async () => {
  const [one, other] = [await formFor(first, 'contact'), await formFor(second, 'contact')]
  await post(first, 'contact', { ...one, phone: '01632 960111' })
  const typed = { address: '1 Sample Road\r\nLeeds', phone: '01632 960222', why: 'A <new> line' }
  const $ = await checked(await post(second, 'contact', { ...other, ...typed }))
  const again = await post(second, 'contact', formOf($))
  expect(again.status).toBe(303)
  expect(await aPlace(db)).toMatchObject({ address: '1 Sample Road\nLeeds', phone: '01632 960222' })
  expect(await query(db, 'select why from place_events order by id')).toEqual([
    { why: '' },
    { why: 'A <new> line' },
  ])
})

test('shows what was typed as it was typed where it is wrong, and says so when they go on', async () => {
  const [one, other] = [await formFor(first, 'rules'), await formFor(second, 'rules')]
  await post(first, 'rules', { ...one, adultAge: '12' })
  const answer = await post(second, 'rules', { ...other, adultAge: 'fourteen' })
  expect(answer.status).toBe(409)
  const $ = await checked(answer)
  expect(cells($)[0]).toEqual(['Adult age', '12 years', 'fourteen'])
  const again = await post(second, 'rules', formOf($))
  expect(again.status).toBe(422)
  expect(summaryOf(await checked(again))).toEqual(['Adult age must be a whole number'])
})

test('tells of a change of another group, too', async () => {
  const [one, other] = [await formFor(first, 'rules'), await formFor(second, 'texts')]
  await post(first, 'rules', { ...one, adultAge: '12' })
  const $ = await checked(await post(second, 'texts', { ...other, visitorText: 'Bring ID' }))
  expect(cells($)).toEqual([
    ['Text in English', 'Not given', 'Bring ID'],
    ['Text in Welsh', 'Not given', 'Not given'],
  ])
})

test('is told to who would stop the bookings, and they can go on', async () => {
  const switchOff = formOf(await open(second, '/staff/settings/switch-off?reason=closed'))
  await post(first, 'rules', { ...(await formFor(first, 'rules')), adultAge: '12' })
  const answer = await post(second, 'switch-off', { ...switchOff, why: 'The roof' })
  expect(answer.status).toBe(409)
  const $ = await checked(answer)
  expect(cells($)).toEqual([['Takes bookings in this service', 'Yes', 'No, this prison is closed']])
  expect((await post(second, 'switch-off', formOf($))).status).toBe(303)
  expect((await aPlace(db)).notBookableReason).toBe('closed')
})

describe('bookings that have ended already', () => {
  const address = '/staff/settings/switch-off?reason=closed'

  /** The second manager's page was opened before the first ended the bookings, for the same reason. */
  async function late(): Promise<Form> {
    const [one, other] = [formOf(await open(first, address)), formOf(await open(second, address))]
    expect((await post(first, 'switch-off', { ...one, requests: 'keep' })).status).toBe(303)
    return { ...other, requests: 'reject', message: 'The roof' }
  }

  const statuses = () => query(db, 'select status from visits')

  test('are told to another manager, who overrules nothing unless they go on', async () => {
    await aRequest(db)
    const form = await late()
    await owner.raw('update place_events set person_id = ?', [await aClerk(db)])
    const answer = await post(second, 'switch-off', form)
    expect(answer.status).toBe(409)
    const $ = await checked(answer)
    expect($('h1').text()).toBe('Someone else has changed these settings')
    expect(await statuses()).toEqual([{ status: 'requested' }])
    expect((await post(second, 'switch-off', formOf($))).status).toBe(303)
    expect(await statuses()).toEqual([{ status: 'rejected' }])
  })

  test('may be sent again by who ended them', async () => {
    await aRequest(db)
    expect((await post(second, 'switch-off', await late())).status).toBe(303)
    expect(await query(db, 'select what from place_events')).toEqual([{ what: 'switched_off' }])
  })
})

test('of two who save at once one is told', async () => {
  const [one, other] = [await formFor(first, 'rules'), await formFor(second, 'rules')]
  const answers = await Promise.all([
    post(first, 'rules', { ...one, adultAge: '12' }),
    post(second, 'rules', { ...other, adultAge: '14' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await query(db, 'select from place_events')).toHaveLength(1)
})
