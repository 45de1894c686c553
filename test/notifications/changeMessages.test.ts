/** What is sent about a change that a visitor asks for, and what is not because it is no longer so. */
import { decideChange } from '../../src/actions/decideChange.ts'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { withdrawChange } from '../../src/actions/withdrawChange.ts'
import type { ChangeDecisionForm } from '../../src/domain/changeDecision.ts'
import { findOpenChange } from '../../src/store/changes.ts'
import type { Visit } from '../../src/store/visits.ts'
import { anAskedChange, changes } from '../askedChanges.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, child, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { keeping, rows, work } from './work.ts'

let database: TestDatabase
let slots: number[]

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
  slots = (await bookableSlots(database.db)).map(({ id }) => id)
})

const slotAt = (index: number) => slots[index] ?? 0

/** Sends everything that waits; gives the last message. */
async function lastSent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  const last = kept.at(-1)
  if (!last) throw new Error('Nothing was sent')
  return last
}

const outcomes = async () =>
  (await rows(database.db)).map(({ kind, state, failure }) => [kind, failure ?? state].join(' '))

async function decide(visit: Visit, form: Partial<ChangeDecisionForm>) {
  const change = await findOpenChange(database.db, visit.id)
  const visitors = (change?.party ?? []).map(() => ({ outcome: 'can_visit' as const, bannedUntil: null }))
  const { version } = await mustRead(database.db, visit.id)
  const asked = {
    visitId: visit.id,
    version,
    changeId: change?.id ?? 0,
    personId: await aClerk(database.db),
    form: { decision: 'choice1' as const, reason: '', visitors, ...form },
  }
  expect(await decideChange(database.db, asked, clock.now())).toEqual({ done: true })
}

test('a changed request says that it is not booked, the new times, the people and the new answer date', async () => {
  const visit = await aRequest(database.db, { slotIds: [slotAt(8)] })
  await lastSent()
  clock.set('2026-11-19T10:00:00Z')
  await changes(database.db, visit, { slotIds: [slotAt(9), slotAt(8)], others: [child] })
  const { subject, body } = await lastSent()
  expect(subject).toBe('We have changed your visit request: it is not booked yet')
  expect(body).toContain('You have changed your request for a visit. Your visit is not booked yet.')
  expect(body).toMatch(/\n1\. .* 2026\n2\. .* 2026\n/)
  expect(body).toContain('- Gwen Example\n- Tomos Example\n')
  expect(body).toContain('The prison will answer by the end of Tuesday 24 November 2026.')
})

test('a change that was asked for says that the visit stands, what is wanted and by when there is an answer', async () => {
  const visit = await aDecidedVisit(database.db)
  await anAskedChange(database.db, visit, { slotIds: [slotAt(8)], others: [child] })
  const { subject, body } = await lastSent()
  expect(subject).toBe('You have asked to change your visit: it is not changed yet')
  expect(body).toContain('Until the prison agrees, your visit is booked as it was.')
  expect(body).toContain('When: 2pm to 3pm, Tuesday 24 November 2026\nPrison: Leeds\n')
  expect(body).toContain('People you want to come\n- Gwen Example\n- Tomos Example\n')
  expect(body).toContain('The prison will answer by the end of Monday 23 November 2026.')
})

test('a change of people alone says that the time stays', async () => {
  const visit = await aDecidedVisit(database.db, {}, { language: 'cy' })
  await anAskedChange(database.db, visit, { others: [child] })
  const { body, language } = await lastSent()
  expect(language).toBe('cy')
  expect(body).toContain('Mae’r amser yn aros yr un fath.')
})

test('a confirmed change says the new time, the old one, and who can come', async () => {
  const visit = await aDecidedVisit(database.db)
  await anAskedChange(database.db, visit, { slotIds: [slotAt(8)], others: [child] })
  const refused = [
    { outcome: 'can_visit' as const, bannedUntil: null },
    { outcome: 'banned' as const, bannedUntil: '2027-03-01' },
  ]
  await decide(visit, { visitors: refused })
  const { subject, body } = await lastSent()
  expect(subject).toBe('The prison has changed your visit as you asked')
  expect(body).toMatch(/New time: .*\nOld time: 2pm to 3pm, Tuesday 24 November 2026\n/)
  expect(body).toContain('These people can come\n- Gwen Example\n')
  expect(body).toContain('These people cannot come\n- Tomos Example\n')
  expect(body).not.toMatch(/banned|2027/i)
  expect(await outcomes()).toContain('change_requested overtaken')
})

test('a refused change says so with the prison’s sentence, and that the visit stands', async () => {
  const visit = await aDecidedVisit(database.db)
  await anAskedChange(database.db, visit, { slotIds: [slotAt(8)] })
  await decide(visit, { decision: 'refuse', reason: 'The hall is\nfull.' })
  const { subject, body } = await lastSent()
  expect(subject).toBe('Your visit was not changed: it is booked as before')
  expect(body).toContain('Message from the prison\nThe hall is\nfull.\n')
  expect(body).toContain('When: 2pm to 3pm, Tuesday 24 November 2026\n')
})

test('a change that nobody answered says that it has ended, and that the visit stands', async () => {
  const visit = await aDecidedVisit(database.db, {}, { slotIds: [slotAt(8)] })
  await anAskedChange(database.db, visit, { slotIds: [slotAt(3)] })
  await lastSent()
  const change = await findOpenChange(database.db, visit.id)
  clock.set(`${change?.expiresOn}T00:00:00Z`)
  await expireVisits(database.db, clock.now())
  expect((await lastSent()).body).toContain(
    'The prison did not answer in time, so the change you asked for has ended.',
  )
})

test('a change that was taken back or replaced before its message left is not told', async () => {
  const visit = await aDecidedVisit(database.db)
  await anAskedChange(database.db, visit, { slotIds: [slotAt(3)] })
  const { id: changeId } = await anAskedChange(database.db, visit, { slotIds: [slotAt(4)] })
  await withdrawChange(database.db, { visitId: visit.id, changeId }, clock.now())
  await work(database, keeping().deliver)
  expect((await outcomes()).filter((outcome) => outcome.startsWith('change_'))).toEqual([
    'change_requested overtaken',
    'change_requested overtaken',
  ])
})
