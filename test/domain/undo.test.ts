import { slotToHold, undoProblem } from '../../src/domain/undo.ts'
import type { LastChange, UndoFacts } from '../../src/domain/undo.ts'

const now = new Date('2026-11-18T10:00:00Z')
const who = { personId: 'clara', isManager: false, today: '2026-11-18', now }

const slot = (id: number, date: string, places: { wanted?: number; held?: number } = {}) => ({
  id,
  date,
  startsAt: new Date(`${date}T14:00:00Z`),
  wanted: 2,
  booked: 0,
  held: 0,
  ...places,
})

const first = slot(1, '2026-11-24')
const second = slot(2, '2026-11-26')
const choices = [{ slot: first }, { slot: second }]
const booked: UndoFacts = { status: 'booked', slot: second, choices, expiresOn: '2026-11-26' }
const rejected: UndoFacts = { ...booked, status: 'rejected', slot: null }
const full = { ...first, wanted: 1, held: 1 }
const confirmed: LastChange = { what: 'confirmed', personId: 'clara' }
const refused: LastChange = { what: 'rejected', personId: 'clara' }

test('whoever decided can undo it', () => {
  expect(undoProblem(booked, confirmed, who)).toBeUndefined()
  expect(undoProblem(rejected, refused, who)).toBeUndefined()
})

test('so can a manager, but no other clerk', () => {
  expect(undoProblem(booked, confirmed, { ...who, personId: 'conrad' })).toBe('notYours')
  expect(undoProblem(booked, { ...confirmed, personId: null }, who)).toBe('notYours')
  expect(undoProblem(booked, confirmed, { ...who, personId: 'mo', isManager: true })).toBeUndefined()
})

test.each([
  ['a request', { ...booked, status: 'requested' as const }, confirmed],
  ['a moved visit', booked, { ...confirmed, what: 'moved' }],
  ['a cancelled visit', { ...booked, status: 'cancelled' as const }, { ...confirmed, what: 'cancelled' }],
  ['an attended visit', { ...booked, status: 'attended' as const }, { ...confirmed, what: 'attended' }],
  ['a visit without history', booked, undefined],
])('there is no decision to undo of %s', (_what, visit, last) => {
  expect(undoProblem(visit, last, { ...who, isManager: true })).toBe('notDecided')
})

test('it is possible until the day before the visit, or before its latest choice', () => {
  const on = (visit: UndoFacts, last: LastChange, today: string) =>
    undoProblem(visit, last, { ...who, today, now: new Date(`${today}T12:00:00Z`) })
  expect(on(booked, confirmed, '2026-11-25')).toBeUndefined()
  expect(on(booked, confirmed, '2026-11-26')).toBe('over')
  expect(on({ ...booked, slot: first }, confirmed, '2026-11-24')).toBe('over')
  expect(on(rejected, refused, '2026-11-25')).toBeUndefined()
  expect(on(rejected, refused, '2026-11-26')).toBe('over')
})

test('the first choice needs a free place, unless the visit’s own place becomes free there', () => {
  const taken = [{ slot: full }, { slot: second }]
  expect(undoProblem({ ...booked, choices: taken }, confirmed, who)).toBe('slotFull')
  expect(undoProblem({ ...rejected, choices: taken }, refused, who)).toBe('slotFull')
  expect(undoProblem({ ...booked, slot: full, choices: taken }, confirmed, who)).toBeUndefined()
})

test('a first choice that is past is not held', () => {
  const past = { ...full, startsAt: now }
  expect(
    undoProblem({ ...rejected, choices: [{ slot: past }, { slot: second }] }, refused, who),
  ).toBeUndefined()
  expect(slotToHold([{ slot: past }, { slot: second }], now)).toBeUndefined()
  expect(slotToHold(choices, now)).toBe(first)
})
