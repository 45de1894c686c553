/** What people are told when places appear, and how it reaches them. */
import { randomBytes } from 'node:crypto'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { tellOfPlaces } from '../../src/actions/tellOfPlaces.ts'
import { placesAppearedEmail, placesAppearedText } from '../../src/notifications/alertMessages.ts'
import { giveUpNotification, sendNotification } from '../../src/notifications/sendNotification.ts'
import { smtpTransport } from '../../src/notifications/smtp.ts'
import type { OutgoingMessage } from '../../src/notifications/deliver.ts'
import { findLinkedAlertId } from '../../src/store/alertLinks.ts'
import { endAlert } from '../../src/store/alerts.ts'
import { query } from '../../src/store/database.ts'
import { translator } from '../../src/text/translate.ts'
import { aFullSlot, appear, forgetAlerts, listTold, waits } from '../alerts.ts'
import { aClerk, aDecidedVisit } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { samplePlace } from '../samplePlace.ts'
import { fragmentsOf } from './fragments.ts'
import { mailServer } from './mailServer.ts'
import { aSlot } from './visit.ts'
import { keeping, publicUrl, secretIn, work } from './work.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetAlerts(database)
})

/** Tells of what has appeared, and does every job. */
async function sendAll(deliver = keeping().deliver) {
  await tellOfPlaces(database.db, clock.now())
  return work(database, deliver)
}

const links = {
  start: `${publicUrl}/?lang=en`,
  stop: `https://visit-someone-in-prison.service.justice.gov.uk/alerts/${'x'.repeat(22)}?lang=en`,
}

describe('the words', () => {
  const slots = [aSlot('2026-12-04'), aSlot('2027-01-06', 2)]

  test('of the e-mail name the times, and how to ask and how to stop', () => {
    const { subject, body } = placesAppearedEmail({ place: samplePlace, slots, links }, translator('en'))
    expect(subject).toBe('Visiting times have become free')
    expect(body).toContain('become free at Sample.')
    expect(body).toContain('- 2pm to 4pm, Friday 4 December 2026\n- 2pm to 4pm, Wednesday 6 January 2027\n')
    expect(body).toContain('Nothing is reserved for you.')
    expect(body).toContain(`start here:\n${links.start}\n`)
    expect(body).toContain(`‘Stop telling me’:\n${links.stop}\n`)
  })

  test('of the e-mail are Welsh for Welsh readers', () => {
    const { subject, body } = placesAppearedEmail({ place: samplePlace, slots, links }, translator('cy'))
    expect(subject).toBe('Mae amseroedd ymweld wedi dod yn rhydd')
    expect(body).toContain('yng ngharchar Sampl.')
    expect(body).toContain('- 2pm tan 4pm, dydd Gwener 4 Rhagfyr 2026\n')
    expect(body.replace(/https:\S+/g, '')).not.toMatch(/\b(visit|prison|free)\b/i)
  })

  test('of the e-mail list ten times at most', () => {
    const many = Array.from({ length: 30 }, (_, index) => aSlot('2026-12-04', index))
    const { body } = placesAppearedEmail({ place: samplePlace, slots: many, links }, translator('en'))
    expect(body.match(/^- /gm)).toHaveLength(10)
  })

  test.each(['en', 'cy'] as const)('of a text message in %s need two fragments at most', (language) => {
    const name = 'Medway Secure Training Centre'
    const place = { ...samplePlace, name, nameCy: name }
    const longest = {
      ...aSlot('2026-09-23'),
      startsAt: new Date('2026-09-23T10:30:00Z'),
      endsAt: new Date('2026-09-23T11:45:00Z'),
    }
    for (const free of [[longest], [longest, aSlot('2026-12-04')]]) {
      const { body } = placesAppearedText({ place, slots: free, links }, translator(language))
      expect(fragmentsOf(body)).toBeLessThanOrEqual(2)
      expect(body).toContain(links.stop)
    }
  })
})

test('all that appeared at once comes in one e-mail, with one-click unsubscribe and a secret of its own', async () => {
  const slots = [await aFullSlot(database.db, 1), await aFullSlot(database.db)]
  await waits(database.db, 'anna')
  for (const slot of slots) await appear(database.db, slot)
  const { mails, url } = await mailServer()
  const lines = await sendAll(smtpTransport({ url, from: 'visits@example.org' }))

  expect(mails).toHaveLength(1)
  const { to, headers, body } = mails[0] ?? { to: [], headers: new Map<string, string>(), body: '' }
  expect(to).toEqual(['anna@example.org'])
  expect(body.match(/^- /gm)).toHaveLength(2)
  const secret = secretIn(body)
  expect(secret).toMatch(/^[\w-]{22}$/)
  expect(headers.get('list-unsubscribe')).toBe(`<${publicUrl}/alerts/${secret}/unsubscribe>`)
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect((await listTold(database.db)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  await query(database.owner, 'update graphile_worker._private_jobs set run_at = now()')
  await work(database, () => Promise.reject(new Error('there is nothing more to send')))
  expect(await query(database.owner, 'select from graphile_worker._private_jobs')).toHaveLength(0)
  expect(lines.join('\n')).not.toMatch(/anna|example\.org/)
  expect(lines.join('\n')).not.toContain(secret)
})

test('a message that may not have left is sent later, whole; the link of the first works, too', async () => {
  const slots = [await aFullSlot(database.db), await aFullSlot(database.db, 1)]
  await waits(database.db, 'anna')
  for (const slot of slots) await appear(database.db, slot)
  const lost: OutgoingMessage[] = []
  await sendAll((message) => {
    lost.push(message)
    return Promise.reject(new Error('its answer never came'))
  })
  expect(await findLinkedAlertId(database.db, secretIn(lost[0]?.body))).toBeDefined()
  expect((await listTold(database.db)).map(({ state }) => state)).toEqual(['queued', 'queued'])
  await query(database.owner, 'update graphile_worker._private_jobs set run_at = now() where attempts > 0')
  const { kept, deliver } = keeping()
  await work(database, deliver)
  expect(kept).toHaveLength(1)
  expect(kept[0]?.body.match(/^- /gm)).toHaveLength(2)
})

test('a message waits for the one that will tell of its slot, too, and goes by itself when that cannot', async () => {
  const slots = [await aFullSlot(database.db), await aFullSlot(database.db, 1)]
  await waits(database.db, 'anna')
  for (const slot of slots) await appear(database.db, slot)
  await tellOfPlaces(database.db, clock.now())
  const [first, second] = await query<{ id: string }>(
    database.db,
    'select notifications.id from notifications join slots on slots.id = slot_id order by starts_at',
  )
  const { kept, deliver } = keeping()
  const sending = { db: database.db, now: clock.now(), randomBytes, deliver, publicUrl }
  expect(await sendNotification(second?.id ?? '', sending)).toEqual({ outcome: 'held' })
  await giveUpNotification(database.db, first?.id ?? '')
  expect(await sendNotification(second?.id ?? '', sending)).toEqual({ outcome: 'sent' })
  expect(kept).toHaveLength(1)
})

describe('no message is sent', () => {
  test('of a time that somebody has taken since', async () => {
    const slots = [await aFullSlot(database.db), await aFullSlot(database.db, 1)]
    await waits(database.db, 'anna')
    for (const slot of slots) await appear(database.db, slot)
    await tellOfPlaces(database.db, clock.now())
    await query(database.db, 'update slots set wanted = 0 where id = :id', { id: slots[0]?.id })
    const { kept, deliver } = keeping()
    await work(database, deliver)
    expect(kept).toHaveLength(1)
    expect(kept[0]?.body.match(/^- /gm)).toHaveLength(1)
  })

  test('when all have been taken, or it was stopped meanwhile', async () => {
    const slot = await aFullSlot(database.db)
    await waits(database.db, 'anna')
    await waits(database.db, 'bryn')
    await appear(database.db, slot)
    await tellOfPlaces(database.db, clock.now())
    const [anna] = await query<{ id: string }>(database.db, 'select id from place_alerts order by asked_at')
    await endAlert(database.db, anna?.id ?? '', clock.now())
    await query(database.db, 'update slots set wanted = 0 where id = :id', { id: slot.id })
    const { kept, deliver } = keeping()
    await work(database, deliver)
    expect(kept).toEqual([])
    expect((await listTold(database.db)).map(({ state }) => state)).toEqual(['failed', 'failed'])
    const failures = await query<{ failure: string }>(
      database.db,
      'select distinct failure from notifications',
    )
    expect(failures).toEqual([{ failure: 'overtaken' }])
  })
})

test('a text message goes to the number by day, and waits for the morning at night', async () => {
  const slot = await aFullSlot(database.db, 6)
  await waits(database.db, 'anna', { email: null, mobile: '+447700900982', language: 'cy' })
  await appear(database.db, slot)
  await tellOfPlaces(database.db, clock.now())
  const [row] = await query<{ id: string }>(database.db, 'select id from notifications')
  const { kept, deliver } = keeping()
  const send = (now: string) =>
    sendNotification(row?.id ?? '', { db: database.db, now: new Date(now), randomBytes, deliver, publicUrl })
  expect(await send('2026-11-18T23:00:00Z')).toEqual({ outcome: 'held' })
  const [job] = await query<{ at: Date }>(
    database.owner,
    'select run_at as at from graphile_worker._private_jobs',
  )
  expect(job?.at).toEqual(new Date('2026-11-19T08:00:00Z'))
  expect(kept).toEqual([])
  expect(await send('2026-11-19T08:00:00Z')).toEqual({ outcome: 'sent' })
  expect(kept).toMatchObject([{ to: '+447700900982', channel: 'text', subject: '', language: 'cy' }])
  expect(kept[0]?.body).toMatch(/^Ymweld a rhywun yn y carchar: mae amser yn rhydd yng ngharchar Leeds: /)
  expect(kept[0]?.unsubscribeUrl).toBeUndefined()
})

test('of a place that was booked before the morning, and is free again at noon, a text tells then', async () => {
  const { db } = database
  const slot = await aFullSlot(db, 6)
  await waits(db, 'anna', { email: null, mobile: '+447700900982' })
  const { kept, deliver } = keeping()
  const send = async (at: string) => {
    clock.set(at)
    const [row] = await query<{ id: string }>(db, 'select id from notifications where alert_id is not null')
    return sendNotification(row?.id ?? '', { db, now: clock.now(), randomBytes, deliver, publicUrl })
  }
  await appear(db, slot)
  clock.set('2026-11-18T22:00:00Z')
  expect(await tellOfPlaces(db, clock.now())).toBe(1)
  expect(await send('2026-11-18T22:00:00Z')).toEqual({ outcome: 'held' })
  clock.set('2026-11-19T07:00:00Z')
  const visit = await aDecidedVisit(db, {}, { slotIds: [slot.id] })
  expect(await send('2026-11-19T08:00:00Z')).toEqual({ outcome: 'failed', failure: 'overtaken' })

  clock.set('2026-11-19T12:00:00Z')
  const who = { visitId: visit.id, version: visit.version, personId: await aClerk(db) }
  const why = { reasons: ['slot_closed' as const], otherReason: '', message: '' }
  expect(await cancelVisit(db, { ...who, ...why }, clock.now())).toEqual({ done: true })
  expect(await tellOfPlaces(db, clock.now())).toBe(1)
  expect(await send('2026-11-19T12:00:00Z')).toEqual({ outcome: 'sent' })
  expect(kept.map(({ to }) => to)).toEqual(['+447700900982'])
  await appear(db, slot)
  expect(await tellOfPlaces(db, clock.now())).toBe(0)
})

test.each(['no_text_service', 'notify_refused'])(
  'an alert ends whose message failed for %s',
  async (failed) => {
    const { db } = database
    const slot = await aFullSlot(db)
    await waits(db, 'anna', { email: null, mobile: '+447700900982' })
    await appear(db, slot)
    await sendAll(() => Promise.resolve({ failed }))
    await tellOfPlaces(db, clock.now())
    expect(await query(db, 'select from place_alerts where ended_at is null')).toEqual([])
  },
)
