import { handledMinutes, handledSeconds, isAboutVisit } from '../../src/domain/calls.ts'
import type { CallTimes } from '../../src/domain/calls.ts'

const at = (time: string) => new Date(`2026-11-18T${time}Z`)
const aCall = (times: Partial<CallTimes> = {}): CallTimes => ({
  startedAt: at('10:00:00'),
  pausedAt: null,
  pausedSeconds: 0,
  endedAt: null,
  ...times,
})

test.each([
  ['goes on until now', {}, 300],
  ['leaves out earlier pauses', { pausedSeconds: 100 }, 200],
  ['stands still while paused', { pausedAt: at('10:01:00') }, 60],
  ['stands still while paused again', { pausedAt: at('10:03:00'), pausedSeconds: 60 }, 120],
  ['ends when it ended', { endedAt: at('10:02:30'), pausedSeconds: 30 }, 120],
])('a call %s', (_what, times, seconds) => {
  expect(handledSeconds(aCall(times), at('10:05:00'))).toBe(seconds)
})

test('a call of a clock that went back lasts no time', () => {
  expect(handledSeconds(aCall(), at('09:59:00'))).toBe(0)
})

test.each([
  ['10:00:00', 0],
  ['10:00:01', 1],
  ['10:01:00', 1],
  ['10:01:01', 2],
])('every minute counts that has begun by %s', (now, minutes) => {
  expect(handledMinutes(aCall(), at(now))).toBe(minutes)
})

test('only what was done with a visit needs one', () => {
  expect((['booked', 'changed', 'cancelled'] as const).every(isAboutVisit)).toBe(true)
  expect((['information', 'gave_up', 'transferred'] as const).some(isAboutVisit)).toBe(false)
})
