/** What is sent about a visit after its decision, and what is not sent because it is no longer so. */
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { messageVisitor } from '../../src/actions/messageVisitor.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { query } from '../../src/store/database.ts'
import { findLinkedVisit } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { keeping, rows, secretIn, work } from './work.ts'

let database: TestDatabase
let personId: string
let slots: number[]

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
  personId = await aClerk(database.db)
  slots = (await bookableSlots(database.db)).map(({ id }) => id)
})

async function asked({ id }: Visit, message = '') {
  const { version } = await mustRead(database.db, id)
  return { visitId: id, version, personId, message }
}

const cancel = async (visit: Visit, message = '') =>
  cancelVisit(
    database.db,
    { ...(await asked(visit, message)), reasons: ['slot_closed'], otherReason: '' },
    clock.now(),
  )
const move = async (visit: Visit, index: number) =>
  moveVisit(database.db, { ...(await asked(visit)), slotId: slots[index] ?? 0 }, clock.now())
const undo = async (visit: Visit) =>
  undoDecision(database.db, { ...(await asked(visit)), isManager: false }, clock.now())
const say = ({ id }: Visit, text: string) =>
  messageVisitor(database.db, { visitId: id, personId, text }, clock.now())

/** Sends everything that waits; gives the messages. */
async function sent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  return kept
}

const subjects = async () => (await sent()).map(({ subject }) => subject)

const outcomes = async () =>
  (await rows(database.db)).map(({ kind, state, failure }) => [kind, failure ?? state].join(' '))

test('a moved visit is told with both times and a link that leads to it', async () => {
  const visit = await aDecidedVisit(database.db)
  await sent()
  await move(visit, 3)
  const [message, ...others] = await sent()

  expect(others).toEqual([])
  expect(message?.subject).toBe('The time of your visit has changed')
  expect(message?.body).toMatch(/New time: .+ 2026\nOld time: 2pm to 3pm, Tuesday 24 November 2026\n/)
  expect(await findLinkedVisit(database.db, secretIn(message?.body), '2026-11-18')).toBe(visit.id)
})

test('of two moves only the last is told when the first was not sent yet', async () => {
  const visit = await aDecidedVisit(database.db)
  await sent()
  await move(visit, 3)
  await move(visit, 5)
  expect(await subjects()).toEqual(['The time of your visit has changed'])
  expect(await outcomes()).toEqual([
    'request_received overtaken',
    'confirmed sent',
    'moved overtaken',
    'moved sent',
  ])
})

test('nothing but the cancellation is told of a visit that was moved and then cancelled', async () => {
  const visit = await aDecidedVisit(database.db)
  await say(visit, 'Bring a coat.')
  await move(visit, 3)
  await cancel(visit, 'The hall is flooded.')
  const messages = await sent()
  expect(messages.map(({ subject }) => subject)).toEqual(['The prison has cancelled your visit'])
  expect(messages[0]?.body).toContain('- The prison is closed to visitors at the time of your visit.\n')
  expect(messages[0]?.body).toContain('Message from the prison\nThe hall is flooded.\n')
})

test('an undone decision takes the place of what was decided', async () => {
  await undo(await aDecidedVisit(database.db))
  expect(await subjects()).toEqual([
    'We have your visit request: it is not booked yet',
    'Your visit is not booked: the prison is looking at your request again',
  ])
  expect(await outcomes()).toEqual(['request_received sent', 'confirmed overtaken', 'undone sent'])
})

test('an undone rejection is told as one', async () => {
  const visit = await aDecidedVisit(database.db, { decision: 'reject', reasons: ['prisoner_moved'] })
  await sent()
  await undo(visit)
  expect((await sent())[0]?.body).toContain('told you by mistake that it could not accept your request.')
})

test('a message of the prison is sent while the visit is to come, however it stands then', async () => {
  const visit = await aRequest(database.db)
  await sent()
  await say(visit, 'Is your sister 18?')
  const [message] = await sent()
  expect(message).toMatchObject({ subject: 'A message from the prison about your visit' })
  expect(message?.body).toContain('not booked yet.\n\nMessage from the prison\nIs your sister 18?\n')
})

test('what comes too late for the visit is not sent', async () => {
  const visit = await aDecidedVisit(database.db)
  await sent()
  await say(visit, 'Bring a coat.')
  clock.set(visit.slot?.startsAt.toISOString() ?? '')
  expect(await sent()).toEqual([])
  expect((await outcomes()).at(-1)).toBe('prison_message too_late')
})

test('each is in the language of the visit', async () => {
  const visit = await aDecidedVisit(database.db, {}, { language: 'cy', slug: 'cardiff' })
  await sent()
  await cancel(visit)
  const [message] = await sent()
  expect(message).toMatchObject({ language: 'cy', subject: 'Mae’r carchar wedi canslo eich ymweliad' })
  expect(message?.body).toContain('Mae’r carchar ar gau i ymwelwyr ar amser eich ymweliad.')
})

test('answers go to where the prison reads them', async () => {
  await query(database.db, "update places set reply_to = 'answers@example.org' where slug = 'leeds'")
  await aRequest(database.db)
  expect((await sent())[0]?.replyTo).toBe('answers@example.org')
  await query(database.db, "update places set reply_to = '' where slug = 'leeds'")
})
