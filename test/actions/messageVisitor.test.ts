import { addNote } from '../../src/actions/addNote.ts'
import { messageVisitor } from '../../src/actions/messageVisitor.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'
import { listNotes } from '../../src/store/notes.ts'
import { aClerk, aDecidedVisit, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { eventsOf, messagesOf, wordsOf } from './traces.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

const send = async (visitId: number, text: string, clerk = 'clerk') =>
  messageVisitor(db, { visitId, personId: await aClerk(db, clerk), text }, clock.now())

const note = async (visitId: number, text: string, clerk = 'clerk') =>
  addNote(db, { visitId, personId: await aClerk(db, clerk), text }, clock.now())

test('a message is kept apart from history, queued, and leaves the visit as it is', async () => {
  const visit = await aRequest(db)
  expect(await send(visit.id, ' Is your sister 18? ')).toEqual({ done: true })
  expect(await wordsOf(db, visit)).toEqual(['Is your sister 18?'])
  const event = (await eventsOf(db, visit)).at(-1)
  expect(event).toMatchObject({ what: 'message_sent', personName: 'The clerk', details: {} })
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'prison_message'])
  expect(await mustRead(db, visit.id)).toEqual(visit)
})

test('a message pressed twice is one; the same words later, or from another, are another', async () => {
  const { id } = await aDecidedVisit(db)
  await Promise.all([send(id, 'Ring us'), send(id, 'Ring us'), send(id, 'Ring us')])
  expect(await wordsOf(db, { id })).toEqual(['Ring us'])
  await send(id, 'Ring us', 'other clerk')
  clock.set('2026-11-18T10:06:00Z')
  await send(id, 'Ring us')
  expect(await wordsOf(db, { id })).toHaveLength(3)
})

test('a message needs words, and a visit that is still to come', async () => {
  const rejected = await aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] })
  const booked = await aDecidedVisit(db)
  expect(await send(booked.id, ' \n ')).toEqual({ refused: 'textNeeded' })
  expect(await send(rejected.id, 'Hello')).toEqual({ refused: 'over' })
  expect(await send(0, 'Hello')).toEqual({ refused: 'over' })
  clock.set(booked.slot?.startsAt.toISOString() ?? '')
  expect(await send(booked.id, 'Hello')).toEqual({ refused: 'over' })
})

test('the messages of the prison are listed with that of the decision, newest first', async () => {
  const { id } = await aDecidedVisit(db, { message: 'Bring a coat.' })
  await send(id, 'The gate is closed.')
  const messages = (await listEvents(db, id)).filter(({ text }) => text !== '')
  expect(messages).toMatchObject([
    { what: 'message_sent', text: 'The gate is closed.', personName: 'The clerk' },
    { what: 'confirmed', text: 'Bring a coat.' },
  ])
})

test('a note is kept for staff, whatever became of the visit, and nobody is told', async () => {
  const visit = await aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] })
  expect(await note(visit.id, 'Rang twice')).toEqual({ done: true })
  expect(await note(visit.id, 'No answer', 'other clerk')).toEqual({ done: true })
  expect(await listNotes(db, visit.id)).toMatchObject([
    { text: 'No answer', personName: 'The other clerk' },
    { text: 'Rang twice', personName: 'The clerk', at: clock.now() },
  ])
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({ what: 'note_added' })
  expect(JSON.stringify(await eventsOf(db, visit))).not.toContain('Rang')
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'rejected'])
})

test('a note pressed twice is one, and needs words and a visit', async () => {
  const { id } = await aRequest(db)
  await Promise.all([note(id, 'Once'), note(id, 'Once')])
  expect(await listNotes(db, id)).toHaveLength(1)
  expect(await note(id, ' ')).toEqual({ refused: 'textNeeded' })
  expect(await note(0, 'Hello')).toEqual({ refused: 'unknown' })
})
