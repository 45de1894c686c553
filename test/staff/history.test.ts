import { moveOf } from '../../src/domain/move.ts'
import { tableTimes } from '../../src/views/staffFormat.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertEvent } from '../../src/store/events.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { changed, rowsOf, whats } from './historyBrowser.ts'
import { open, signedIn } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetChanges(owner)
  manager = await signedIn(service.url, 'manager')
})

describe('what was done', () => {
  test('is told newest first, with who, when and which visit or prison', async () => {
    const visit = await aRequest(db)
    clock.set('2026-11-18T14:05:00Z')
    await changed(db)
    const $ = await open(manager, '/staff/history')
    expect($('h1').text()).toBe('History')
    expect(rowsOf($)).toEqual([
      [
        '18/11/2026 at 14:05',
        'The manager',
        'Settings changed Why: Governor’s order Adult age Before: 18 After: 16',
        'Leeds',
      ],
      ['18/11/2026 at 10:00', 'The visitor', 'Visit requested', `${visit.reference} Leeds`],
    ])
    expect($(`main a[href="/staff/visits/${visit.reference}"]`).length).toBe(1)
  })

  test('tells the reasons of a decision in words', async () => {
    await aDecidedVisit(db, { decision: 'reject', reasons: ['prisoner_moved', 'duplicate'] })
    expect(whats(await open(manager, '/staff/history'))[0]).toBe(
      'Request rejected Reasons: Prisoner moved, Duplicate request',
    )
  })

  test('tells from which time to which a visit was moved', async () => {
    const visit = await aDecidedVisit(db)
    const from = visit.slot
    const to = (await bookableSlots(db))[1]
    if (!from || !to) throw new Error('No slots')
    const actor = { kind: 'staff' as const, personId: await aClerk(db) }
    const details = moveOf(from, to)
    await insertEvent(db, { visitId: visit.id, at: clock.now(), what: 'moved', actor, details })
    expect(whats(await open(manager, '/staff/history'))[0]).toBe(
      `Visit moved Time Before: ${tableTimes(from)} After: ${tableTimes(to)}`,
    )
  })

  test('shows lists of a change line by line, in words, and what it has no words for as it is', async () => {
    const time = {
      id: 7,
      visitType: 'official_video',
      weekday: 1,
      starts: '14:00',
      ends: '15:00',
      wanted: 5,
      validFrom: '2026-12-01',
      validTo: null,
    }
    const closure = { visitType: null, from: '2026-12-24', to: '2026-12-26', starts: null, reason: 'Works' }
    await changed(db, {
      what: 'time_changed',
      before: { times: [time] },
      after: {
        times: [{ ...time, wanted: 6 }],
        closures: [closure],
        newThing: { a: true, b: [1, 'x'] },
        phone: '',
      },
      why: '',
    })
    const $ = await open(manager, '/staff/history')
    const told = whats($)[0] ?? ''
    const first =
      'Type: Official, by video; Day: Monday; Starts: 14:00; Ends: 15:00; Places: 5; From: 1/12/2026'
    for (const words of [
      'Visiting time changed',
      `Weekly times Before: ${first}`,
      `After: ${first.replace('Places: 5', 'Places: 6')}`,
      'Closures After: Type: All types; First date: 24/12/2026; Last date: 26/12/2026; Reason: Works',
      'newThing After: a: Yes; b: 1, x',
      'Phone number After: None',
    ])
      expect(told).toContain(words)
    expect(told).not.toMatch(/Why|null|id: 7/)
  })

  test('folds away what is long', async () => {
    const lines = Array.from({ length: 9 }, (_, n) => ({ starts: `1${n}:00` }))
    await changed(db, { what: 'timetable_imported', before: {}, after: { times: lines } })
    const $ = await open(manager, '/staff/history')
    expect(tidy($('details summary').text())).toBe('What changed')
    expect($('details p').length).toBe(1)
  })

  test('shows what has no words as its key', async () => {
    const visit = await aRequest(db)
    const event = { visitId: visit.id, at: clock.now(), actor: { kind: 'system' as const } }
    await insertEvent(db, { ...event, what: 'never_heard_of' as 'requested', details: { reasons: ['odd'] } })
    expect(rowsOf(await open(manager, '/staff/history'))[0]?.slice(1, 3)).toEqual([
      'The service',
      'never heard of Reasons: odd',
    ])
  })

  test('is that of own prisons alone', async () => {
    await aRequest(db, { slug: 'wandsworth' })
    await changed(db, { slug: 'wandsworth' })
    expect(await open(manager, '/staff/history').then(rowsOf)).toEqual([])
    expect(tidy((await open(manager, '/staff/history'))('main').text())).toContain('Nothing found')
    const elsewhere = await signedIn(service.url, 'clerk-elsewhere')
    expect(rowsOf(await open(elsewhere, '/staff/history'))).toHaveLength(2)
  })

  test('escapes what people typed', async () => {
    const hostile = '<img src=x onerror=alert(1)>'
    await changed(db, {
      why: `${hostile}\n${hostile}`,
      before: { [hostile]: hostile },
      after: { phone: hostile },
    })
    const $ = await open(manager, '/staff/history')
    expect($('main img').length).toBe(0)
    expect($('main').text()).toContain(hostile)
  })
})

describe('who looked at visits', () => {
  test('is told newest first, those of own prisons alone', async () => {
    const visit = await aRequest(db)
    const far = await aRequest(db, { slug: 'wandsworth' })
    const clerk = await signedIn(service.url, 'clerk')
    await open(clerk, `/staff/visits/${visit.reference}`)
    await open(await signedIn(service.url, 'clerk-elsewhere'), `/staff/visits/${far.reference}`)
    clock.set('2026-11-18T14:05:00Z')
    await open(manager, `/staff/visits/${visit.reference}`)
    const $ = await open(manager, '/staff/history/views')
    expect(rowsOf($)).toEqual([
      ['18/11/2026 at 14:05', 'Mina Manager', `${visit.reference} Leeds`],
      ['18/11/2026 at 10:00', 'Clara Clerk', `${visit.reference} Leeds`],
    ])
    const [clara] = await query<{ id: string }>(db, "select id from people where name = 'Clara Clerk'")
    const ofClara = await open(manager, `/staff/history/views?person=${clara?.id}`)
    expect(rowsOf(ofClara).map(([, who]) => who)).toEqual(['Clara Clerk'])
    expect(ofClara('#person option[selected]').text()).toBe('Clara Clerk')
  })
})
