/** Messages about official visits: to professionals, in their words, with no private link. */
import { randomUUID } from 'node:crypto'
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { changeJoining } from '../../src/actions/changeJoining.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { sendDigests } from '../../src/actions/sendDigests.ts'
import { sendReminders } from '../../src/actions/sendReminders.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { linksOf, notifyText } from '../../src/notifications/notifyText.ts'
import { writeText } from '../../src/notifications/textMessages.ts'
import { wordsFor } from '../../src/notifications/visitMessages.ts'
import { query } from '../../src/store/database.ts'
import { notificationKinds } from '../../src/store/notifications.ts'
import { languages } from '../../src/text/translate.ts'
import { aClerk, anOfficialRequest, bookableSlots } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { aDecidedOfficial, forgetOfficials, joining } from '../officials.ts'
import { fragmentsOf } from './fragments.ts'
import { anOfficial, theVisit } from './visit.ts'
import { keeping, publicUrl, work } from './work.ts'
import { visitFor, write } from './written.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetOfficials(database.owner)
})

async function sent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  return kept
}

const cases = notificationKinds.flatMap((kind) => languages.map((language) => ({ kind, language })))

const ofFamilies = {
  en: /contact list|allowance|go to the prison|visitors’ centre|private|children?|closed visit|Anyone who has it/i,
  cy: /rhestr cysylltiadau|lwfans|mynd i’r carchar|canolfan ymwelwyr|breifat|plentyn|caeedig/i,
}

test.each(cases)('$kind in $language says nothing that is for families alone', ({ kind, language }) => {
  const visit = { ...visitFor(kind), ...anOfficial({ itemsApproved: ['papers'] }) }
  const { subject, body } = write(kind, visit, language)
  expect(`${subject}\n${body}`).not.toMatch(ofFamilies[language])
  expect(body).toMatch(language === 'en' ? /^Dear Sioned Sample\n/ : /^Annwyl Sioned Sample\n/)
  expect(body).not.toMatch(/T20261234|undefined|messages\./)
})

test.each(cases)('$kind in $language fits a text message, too', ({ kind, language }) => {
  const visit = theVisit({ ...visitFor(kind), ...anOfficial(), language })
  const text = writeText(kind, visit, wordsFor(visit))
  expect(text).not.toMatch(ofFamilies[language])
  expect(fragmentsOf(text)).toBeLessThanOrEqual(2)
})

describe('in person', () => {
  test('says what to bring, and what was approved', () => {
    const { body } = write('confirmed', {
      ...visitFor('confirmed'),
      ...anOfficial({ itemsApproved: ['papers'] }),
    })
    expect(body).toContain('Bring photo ID and your professional card')
    expect(body).toContain('- You can bring in: papers\n- You cannot bring in: a laptop')
    expect(body).not.toContain('How to join')
  })

  test('says nothing of items where none was asked for', () => {
    const { body } = write('confirmed', { ...visitFor('confirmed'), ...anOfficial({ items: [] }) })
    expect(body).not.toContain('bring in:')
  })

  test('says so in Welsh', () => {
    const visit = { ...visitFor('confirmed'), ...anOfficial({ itemsApproved: ['laptop'] }) }
    const { body } = write('confirmed', visit, 'cy')
    expect(body).toContain('Cewch ddod â’r canlynol i mewn: gliniadur')
    expect(body).toContain('Ni chewch ddod â’r canlynol i mewn: papurau')
  })
})

describe('by video or telephone', () => {
  const byVideo = (overrides = {}) => ({
    ...anOfficial({ items: [], joiningDetails: joining.official_video, ...overrides }),
    visitType: 'official_video' as const,
  })

  test.each(notificationKinds)('%s tells how to join only where the visit is booked and stands', (kind) => {
    const { body } = write(kind, { ...visitFor(kind), ...byVideo() })
    const tells = ['confirmed', 'changed', 'moved', 'reminder', 'joining'].includes(kind)
    expect(body.includes(joining.official_video)).toBe(tells)
    expect(body).not.toContain('Bring photo ID')
  })

  test('a request never tells it, whatever is written there', () => {
    for (const kind of notificationKinds) {
      expect(write(kind, { ...visitFor(kind), status: 'requested', ...byVideo() }).body).not.toContain(
        'https://video',
      )
    }
  })

  test('says that it comes later where the prison has not told it yet', () => {
    const { body } = write('confirmed', { ...visitFor('confirmed'), ...byVideo({ joiningDetails: '' }) })
    expect(body).toContain('The prison will tell you how to join before the visit')
  })

  test('the link stays a link by Notify, and no other does', () => {
    const mayLink = linksOf(publicUrl, ['https://video.example.org'])
    expect(notifyText(joining.official_video, mayLink)).toBe(joining.official_video)
    expect(notifyText('https://evil.example', mayLink)).toBe('https: //evil. example')
    expect(notifyText('http://video.example.org', mayLink)).toBe('http: //video. example. org')
  })
})

test('a request is acknowledged to the professional’s address, with a link that needs sign-in', async () => {
  const visit = await anOfficialRequest(database.db)
  const [message, ...others] = await sent()
  expect(others).toEqual([])
  expect(message).toMatchObject({ to: 'solicitor@example.org', visitReference: visit.reference })
  expect(message?.body).toContain(`${publicUrl}/professional/visits/${visit.reference}?lang=en`)
  expect(message?.body).toContain('You have to sign in to see it.')
  expect(message?.body).toContain('/feedback?page=message&area=professional&lang=en')
  expect(await query(database.owner, 'select from visit_links')).toEqual([])
})

test('every message of a visit by video leads to sign-in, in the visit’s language', async () => {
  const visitType = 'official_video'
  const visit = await aDecidedOfficial(database.db, {}, { visitType, language: 'cy' })
  const [confirmed] = await sent()
  expect(confirmed?.subject).toBe('Mae eich ymweliad wedi’i drefnu')
  expect(confirmed?.body).toContain(joining.official_video)
  expect(confirmed?.linkOrigins).toEqual(['https://video.example.org'])
  expect(confirmed?.body).toContain(`/professional/visits/${visit.reference}/calendar.ics?lang=cy`)
  const personId = await aClerk(database.db)
  const about = { visitId: visit.id, personId }
  const joiningDetails = 'https://video.example.org/room/8'
  await changeJoining(database.db, { ...about, version: visit.version, joiningDetails }, clock.now())
  const [changed] = await sent()
  expect(changed?.subject).toBe('Sut i ymuno â’ch ymweliad')
  expect(changed?.body).toContain(joiningDetails)
  const free = (await bookableSlots(database.db, 'leeds', visitType)).at(-1)
  await moveVisit(
    database.db,
    { ...about, version: visit.version, slotId: free?.id ?? 0, message: '' },
    clock.now(),
  )
  const [moved] = await sent()
  expect(moved?.body).toContain(joiningDetails)
  clock.set(`${free?.date ?? ''}T10:00:00Z`)
  clock.set(new Date(clock.now().getTime() - 2 * 86_400_000).toISOString())
  expect(await sendReminders(database.db, clock.now())).toBe(1)
  const [reminder] = await sent()
  expect(reminder?.body).toContain(joiningDetails)
  const reasons = ['slot_closed'] as const
  await cancelVisit(
    database.db,
    { ...about, version: visit.version + 1, reasons, otherReason: '', message: '' },
    clock.now(),
  )
  const [cancelled] = await sent()
  expect(cancelled?.body).not.toContain('video.example.org')
  expect(cancelled?.body).toContain(`${publicUrl}/professional?lang=cy`)
  expect(await query(database.owner, 'select from visit_links')).toEqual([])
})

test('how to join is told once, however often it is sent, and a rejected change tells nobody', async () => {
  const visit = await aDecidedOfficial(database.db, {}, { visitType: 'official_telephone' })
  await sent()
  const asked = { visitId: visit.id, personId: await aClerk(database.db), version: visit.version }
  const change = (joiningDetails: string) =>
    changeJoining(database.db, { ...asked, joiningDetails }, clock.now())
  expect(await change('01632 960 556')).toEqual({ done: true })
  expect(await change('01632 960 556')).toEqual({ done: true })
  expect(await change('ring me')).toEqual({ refused: 'joiningNoNumber' })
  expect((await sent()).map(({ subject }) => subject)).toEqual(['How to join your visit'])
  const inPerson = await aDecidedOfficial(database.db, {}, { prisonNumber: 'B1234BC', draftId: randomUUID() })
  const refused = await changeJoining(
    database.db,
    { ...asked, visitId: inPerson.id, version: inPerson.version, joiningDetails: '01632 960 556' },
    clock.now(),
  )
  expect(refused).toEqual({ refused: 'notBooked' })
})

test('an undone decision takes back how to join and what was approved', async () => {
  const visit = await aDecidedOfficial(database.db, {}, { visitType: 'official_video' })
  await sent()
  const personId = await aClerk(database.db)
  const asked = { visitId: visit.id, version: visit.version, personId, isManager: false }
  expect(await undoDecision(database.db, asked, clock.now())).toEqual({ done: true })
  const [undone] = await sent()
  expect(undone?.body).toContain('The prison confirmed your visit by mistake. It is not booked any more.')
  expect(undone?.body).not.toContain('video.example.org')
  expect(
    await query(
      database.owner,
      'select items_approved as items, joining_details as joining from official_visits',
    ),
  ).toEqual([{ items: null, joining: '' }])
})

test('the prison is told of official visits, too: what is overdue, and what their professional cancels', async () => {
  await database.owner.raw(
    "update places set wants_digest = true, wants_cancellations = true where slug = 'leeds'",
  )
  const overdue = await anOfficialRequest(database.db)
  const booked = await aDecidedOfficial(database.db, {}, { prisonNumber: 'B1234BC' })
  await database.owner.raw("update visits set answer_by = '2026-11-19', expires_on = '2026-12-10'")
  await sent()
  await cancelOwnVisit(database.db, { visitId: booked.id, version: booked.version }, clock.now())
  const told = (await sent()).find(({ to }) => to === 'visits.leeds@example.org')
  expect(told?.subject).toBe('A visitor has cancelled a visit')
  expect(told?.body).toContain(booked.reference)
  clock.set('2026-11-20T09:00:00Z')
  await sendDigests(database.db, clock.now())
  const digest = (await sent()).find(({ to }) => to === 'visits.leeds@example.org')
  expect(digest?.body).toContain(overdue.reference)
  await database.owner.raw('update places set wants_digest = false, wants_cancellations = false')
})
