/** What is kept of calls, and what the database refuses of them, as the application's own role. */
import { randomUUID } from 'node:crypto'
import {
  endCall,
  insertCall,
  keepVisitOfCall,
  listCalls,
  pauseCall,
  readCall,
  resumeCall,
} from '../../src/store/calls.ts'
import type { Call } from '../../src/store/calls.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aClerk, aRequest, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let agentId: string
let otherId: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  ;[agentId, otherId] = [await aClerk(db, 'agent'), await aClerk(db, 'another')]
})
beforeEach(() => forgetVisits(owner))

const at = (time: string) => new Date(`2026-11-18T${time}Z`)

async function aCall(started = '10:00:00'): Promise<{ id: string; agentId: string }> {
  const id = randomUUID()
  const call = { id, agentId, channel: 'phone', manner: 'on_behalf', reason: 'no_internet' } as const
  await insertCall(db, { ...call, startedAt: at(started) })
  return { id, agentId }
}

async function read(own: { id: string; agentId: string }): Promise<Call> {
  const call = await readCall(db, own)
  if (!call) throw new Error('No such call')
  return call
}

const change = (id: string, set: string) => query(db, `update calls set ${set} where id = :id`, { id })

test('a call starts once, however often the button is pressed, and is nobody else’s', async () => {
  const own = await aCall()
  const again = { id: own.id, channel: 'phone', manner: 'talk_through', reason: 'other' } as const
  await insertCall(db, { ...again, agentId: otherId, startedAt: at('11:00:00') })
  expect(await read(own)).toMatchObject({ agentId, manner: 'on_behalf', startedAt: at('10:00:00') })
  expect(await readCall(db, { id: own.id, agentId: otherId })).toBeUndefined()
})

test('pauses add up in whole seconds; pausing twice or going on twice changes nothing', async () => {
  const own = await aCall()
  await pauseCall(db, own, at('10:01:00'))
  await pauseCall(db, own, at('10:05:00'))
  expect((await read(own)).pausedAt).toEqual(at('10:01:00'))
  await resumeCall(db, own, at('10:02:00.900'))
  await resumeCall(db, own, at('10:30:00'))
  await pauseCall(db, own, at('10:03:00'))
  await resumeCall(db, own, at('10:03:10'))
  expect(await read(own)).toMatchObject({ pausedAt: null, pausedSeconds: 70 })
})

test('a call that ends while it is paused counts the pause, and ends once', async () => {
  const own = await aCall()
  await pauseCall(db, own, at('10:01:00'))
  const end = { outcome: 'information', satisfaction: 4 } as const
  expect(await endCall(db, own, { ...end, now: at('10:03:00') })).toBe(true)
  expect(await endCall(db, own, { outcome: 'gave_up', satisfaction: null, now: at('10:04:00') })).toBe(false)
  await pauseCall(db, own, at('10:05:00'))
  expect(await read(own)).toMatchObject({
    ...end,
    endedAt: at('10:03:00'),
    pausedAt: null,
    pausedSeconds: 120,
  })
})

test('nobody else pauses, ends or changes a call', async () => {
  const { id } = await aCall()
  const foreign = { id, agentId: otherId }
  await pauseCall(db, foreign, at('10:01:00'))
  expect(await endCall(db, foreign, { outcome: 'gave_up', satisfaction: null, now: at('10:02:00') })).toBe(
    false,
  )
  await keepVisitOfCall(db, foreign, (await aRequest(db)).id)
  expect(await read({ id, agentId })).toMatchObject({ pausedAt: null, endedAt: null, visitId: null })
})

test('the list holds the calls of the day and those that go on, newest first', async () => {
  const early = await aCall('07:00:00')
  const over = await aCall('07:30:00')
  await endCall(db, over, { outcome: 'gave_up', satisfaction: null, now: at('07:40:00') })
  const late = await aCall('10:00:00')
  const visit = await aRequest(db)
  await keepVisitOfCall(db, late, visit.id)
  const listed = await listCalls(db, { agentId, since: at('09:00:00') })
  expect(listed.map(({ id, reference }) => [id, reference])).toEqual([
    [late.id, visit.reference],
    [early.id, null],
  ])
})

test.each([
  ['an end without an outcome', "ended_at = started_at + interval '1 minute'", 'calls_end_with_an_outcome'],
  ['an outcome before the end', "outcome = 'gave_up'", 'calls_end_with_an_outcome'],
  [
    'an end while it is paused',
    "paused_at = started_at, ended_at = started_at, outcome = 'gave_up'",
    'calls_ended_are_not_paused',
  ],
  ['satisfaction before the end', 'satisfaction = 5', 'calls_ask_at_the_end'],
  ['a booking of no visit', "ended_at = started_at, outcome = 'booked'", 'calls_tell_which_visit'],
  ['a change of no visit', "ended_at = started_at, outcome = 'changed'", 'calls_tell_which_visit'],
  ['a cancellation of no visit', "ended_at = started_at, outcome = 'cancelled'", 'calls_tell_which_visit'],
  [
    'an end before it began',
    "ended_at = started_at - interval '1 second', outcome = 'gave_up'",
    'calls_times_in_order',
  ],
  ['a pause before it began', "paused_at = started_at - interval '1 second'", 'calls_times_in_order'],
  [
    'more pause than call',
    "ended_at = started_at + interval '9 seconds', paused_seconds = 10, outcome = 'gave_up'",
    'calls_times_in_order',
  ],
  ['pauses of less than nothing', 'paused_seconds = -1', 'calls_paused_seconds_check'],
  [
    'a satisfaction of six',
    "satisfaction = 6, ended_at = started_at, outcome = 'gave_up'",
    'calls_satisfaction_check',
  ],
  ['an unknown outcome', "outcome = 'lunch', ended_at = started_at", 'calls_outcome_check'],
  ['an unknown reason', "reason = 'bored'", 'calls_reason_check'],
  ['an unknown channel', "channel = 'online'", 'calls_channel_check'],
  ['an unknown manner', "manner = 'shouting'", 'calls_manner_check'],
])('the database refuses %s', async (_what, set, constraint) => {
  const { id } = await aCall()
  await expect(change(id, set)).rejects.toMatchObject({ constraint })
})

test('the application takes no call away', async () => {
  await expect(query(db, 'delete from calls')).rejects.toThrow('permission denied')
})
