import { moveOf, readMove } from '../../src/domain/move.ts'

const slot = (id: number) => ({
  id,
  date: '2026-11-24',
  startsAt: new Date('2026-11-24T14:00:00Z'),
  endsAt: new Date('2026-11-24T15:00:00Z'),
  wanted: 5,
})

test('a move comes back from history as it was', () => {
  const move = moveOf(slot(1), slot(2))
  expect(move.slotId).toBe(2)
  expect(readMove(JSON.parse(JSON.stringify(move)))).toEqual(move)
})

test('keeps nothing of the old slot but its times', () => {
  expect(Object.keys(moveOf(slot(1), slot(2)).from)).toEqual(['slotId', 'date', 'startsAt', 'endsAt'])
})

test('throws on what is no move', () => {
  expect(() => readMove({})).toThrow()
})
