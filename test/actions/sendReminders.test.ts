/** Reminders, through time: each visitor once of each slot, two days before; never late, never of what is not so. */
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { sendReminders } from '../../src/actions/sendReminders.ts'
import { addDays, londonInstant } from '../../src/domain/dates.ts'
import { insertEvent, listEvents } from '../../src/store/events.ts'
import type { Slot } from '../../src/store/slots.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { keeping, rows, work } from '../notifications/work.ts'

let database: TestDatabase
let personId: string
let slots: Slot[]

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
  personId = await aClerk(database.db)
  slots = await bookableSlots(database.db)
})

/** A booked visit of a week later, whose visitor has had the confirmation. */
async function aBooked(overrides: Parameters<typeof aRequest>[1] = {}): Promise<Visit & { date: string }> {
  const slot = slots.find(({ date }) => date >= '2026-11-25')
  const visit = await aDecidedVisit(database.db, {}, { slotIds: [slot?.id ?? 0], ...overrides })
  await work(database, keeping().deliver)
  return { ...visit, date: visit.slot?.date ?? '' }
}

/** Sets the clock to a time in London, days before or after a date. */
const setTo = (date: string, days: number, time: string) =>
  clock.set(londonInstant(addDays(date, days), time).toISOString())

/** What the worker sends if it does its jobs now. */
async function remind() {
  const { kept, deliver } = keeping()
  await sendReminders(database.db, clock.now())
  await work(database, deliver)
  return kept
}

const remindedOf = async ({ id }: Visit) =>
  (await listEvents(database.db, id))
    .filter(({ what }) => what === 'reminded')
    .map(({ details }) => details.slotId)

async function moveTo(visit: Visit, from: string): Promise<Visit> {
  const slot = slots.find(({ id, date }) => date >= from && id !== visit.slot?.id)
  const { version } = await mustRead(database.db, visit.id)
  const asked = { visitId: visit.id, version, personId, slotId: slot?.id ?? 0, message: '' }
  expect(await moveVisit(database.db, asked, clock.now())).toEqual({ done: true })
  await work(database, keeping().deliver)
  return mustRead(database.db, visit.id)
}

async function cancel(visit: Visit) {
  const { version } = await mustRead(database.db, visit.id)
  const asked = { visitId: visit.id, version, personId, message: '', otherReason: '' }
  expect(await cancelVisit(database.db, { ...asked, reasons: ['slot_closed'] }, clock.now())).toEqual({
    done: true,
  })
}

test('a visitor is reminded at 10 in London two days before, not a minute earlier, and once', async () => {
  const visit = await aBooked()
  setTo(visit.date, -2, '09:59')
  expect(await remind()).toEqual([])
  setTo(visit.date, -2, '10:00')
  const [message, ...others] = await remind()
  expect(others).toEqual([])
  expect(message).toMatchObject({ to: 'gwen@example.org', subject: 'Reminder: your visit is soon' })
  expect(message?.body).toContain('Bring ID for everyone aged 16 or over')
  expect(message?.body).toMatch(/\/visits\/[\w-]{43}\/calendar\.ics\?lang=en\n/)
  for (const time of ['10:15', '18:00']) {
    setTo(visit.date, -2, time)
    expect(await remind()).toEqual([])
  }
  setTo(visit.date, -1, '10:00')
  expect(await remind()).toEqual([])
  expect(await remindedOf(visit)).toEqual([visit.slot?.id])
})

test('after a day without a worker the reminder goes the day before', async () => {
  const visit = await aBooked()
  setTo(visit.date, -1, '09:00')
  expect(await remind()).toHaveLength(1)
})

test('on the day of the visit nobody is reminded any more, however long the worker was down', async () => {
  const visit = await aBooked()
  setTo(visit.date, 0, '00:00')
  expect(await remind()).toEqual([])
  setTo(visit.date, 1, '10:00')
  expect(await remind()).toEqual([])
  expect(await remindedOf(visit)).toEqual([])
})

test('a reminder that was queued and not sent before the day is not sent', async () => {
  const visit = await aBooked()
  setTo(visit.date, -1, '23:50')
  expect(await sendReminders(database.db, clock.now())).toBe(1)
  setTo(visit.date, 0, '00:10')
  const { kept, deliver } = keeping()
  await work(database, deliver)
  expect(kept).toEqual([])
  expect((await rows(database.db)).at(-1)).toMatchObject({ kind: 'reminder', failure: 'too_late' })
})

test('who cancelled is not reminded, also not between queueing and sending', async () => {
  const visit = await aBooked()
  setTo(visit.date, -2, '10:00')
  expect(await sendReminders(database.db, clock.now())).toBe(1)
  await cancel(visit)
  const { kept, deliver } = keeping()
  await work(database, deliver)
  expect(kept.map(({ subject }) => subject)).toEqual(['The prison has cancelled your visit'])
  expect(await remind()).toEqual([])
})

test('a cancelled visit is not reminded of', async () => {
  const visit = await aBooked()
  await cancel(visit)
  await work(database, keeping().deliver)
  setTo(visit.date, -2, '10:00')
  expect(await remind()).toEqual([])
})

test('a request is not reminded of', async () => {
  const visit = await aRequest(database.db)
  await work(database, keeping().deliver)
  setTo(visit.choices[0]?.slot.date ?? '', -2, '10:00')
  expect((await remind()).map(({ subject }) => subject)).not.toContain('Reminder: your visit is soon')
})

test('a visit that was moved is reminded of again, in its new slot', async () => {
  const visit = await aBooked()
  setTo(visit.date, -2, '10:00')
  expect(await remind()).toHaveLength(1)
  const moved = await moveTo(visit, addDays(visit.date, 5))
  expect(await remind()).toEqual([])
  setTo(moved.slot?.date ?? '', -2, '10:00')
  expect(await remind()).toHaveLength(1)
  expect(await remindedOf(visit)).toEqual([moved.slot?.id, visit.slot?.id])
})

test('a reminder of the old time, still to be sent when the visit is moved, is not sent', async () => {
  const visit = await aBooked()
  setTo(visit.date, -2, '10:00')
  expect(await sendReminders(database.db, clock.now())).toBe(1)
  const other = slots.find(({ date }) => date >= addDays(visit.date, 5))
  const asked = { visitId: visit.id, version: visit.version, personId, slotId: other?.id ?? 0, message: '' }
  await moveVisit(database.db, asked, clock.now())
  const { kept, deliver } = keeping()
  await work(database, deliver)
  expect(kept.map(({ subject }) => subject)).toEqual(['The time of your visit has changed'])
})

test('who was told of the time since the hour of the reminder is not reminded', async () => {
  const visit = await aBooked()
  setTo(visit.date, -2, '10:01')
  const moved = await moveTo(visit, visit.date)
  expect(moved.slot?.date).toBe(visit.date)
  setTo(visit.date, -1, '12:00')
  expect(await remind()).toEqual([])
})

test('of two workers at once one reminds', async () => {
  const visit = await aBooked()
  setTo(visit.date, -2, '10:00')
  const counts = await Promise.all([1, 2, 3].map(() => sendReminders(database.db, clock.now())))
  expect(counts.sort()).toEqual([0, 0, 1])
  expect(await remindedOf(visit)).toHaveLength(1)
})

test('the database itself refuses a second reminder of a slot', async () => {
  const visit = await aBooked()
  const reminded = (slotId: number) =>
    insertEvent(database.db, {
      visitId: visit.id,
      at: clock.now(),
      what: 'reminded',
      actor: { kind: 'system' },
      details: { slotId },
    })
  await reminded(1)
  await reminded(2)
  await expect(reminded(1)).rejects.toMatchObject({ constraint: 'visit_events_reminded_once' })
})

test('a visit that somebody is changing just now is left to the next time', async () => {
  const visit = await aBooked()
  setTo(visit.date, -2, '10:00')
  const lock = await database.owner.transaction()
  await lock.raw('select from visits where id = ? for update', [visit.id])
  expect(await sendReminders(database.db, clock.now())).toBe(0)
  await lock.rollback()
  expect(await sendReminders(database.db, clock.now())).toBe(1)
})

test.each([
  ['by both, who has both', { mobile: '+447700900123', wantsTexts: true }, ['email', 'text']],
  ['by e-mail, who wants no texts', { mobile: '+447700900123' }, ['email']],
  ['by text, who has no address', { email: null, mobile: '+447700900123', wantsTexts: true }, ['text']],
  ['not at all, who has neither', { email: null }, []],
])('a visitor is reminded %s', async (_how, contact, channels) => {
  const visit = await aBooked(contact)
  setTo(visit.date, -2, '10:00')
  expect((await remind()).map(({ channel }) => channel).sort()).toEqual(channels)
  expect(await remindedOf(visit)).toHaveLength(channels.length > 0 ? 1 : 0)
})

describe.each([
  ['the night in which clocks go forward', '2027-03-28'],
  ['the night in which clocks go back', '2027-10-31'],
])('around %s', (_night, sunday) => {
  test.each([0, 1, 2])(
    'the visitor of a visit %i days after it is reminded at 10 in London, once',
    async (days) => {
      const date = addDays(sunday, days)
      setTo(date, -14, '10:00')
      await makeSlots(database.owner, clock.now())
      const slot = (await bookableSlots(database.db, 'cardiff')).find((one) => one.date === date)
      await aDecidedVisit(database.db, {}, { slug: 'cardiff', slotIds: [slot?.id ?? 0] })
      await work(database, keeping().deliver)

      setTo(date, -2, '09:59')
      expect(await remind()).toEqual([])
      setTo(date, -2, '10:00')
      expect(await remind()).toHaveLength(1)
      setTo(date, -1, '10:00')
      expect(await remind()).toEqual([])
    },
  )
})
