import { comparePlan } from '../../src/domain/slotPlan.ts'
import type { ExistingSlot, PlannedSlot } from '../../src/domain/slotPlan.ts'

const now = new Date('2026-11-18T10:00:00Z')

const planned = (overrides: Partial<PlannedSlot> = {}): PlannedSlot => ({
  placeId: 1,
  visitType: 'social',
  date: '2026-11-24',
  startsAt: new Date('2026-11-24T14:00:00Z'),
  endsAt: new Date('2026-11-24T15:00:00Z'),
  wanted: 4,
  ...overrides,
})

const existing = (overrides: Partial<ExistingSlot> = {}): ExistingSlot => {
  const { placeId, visitType, startsAt, endsAt, wanted } = planned()
  return { id: 7, placeId, visitType, startsAt, endsAt, wanted, ...overrides }
}

const none = { missing: [], changed: [], unplanned: [] }

describe('comparePlan', () => {
  test('finds nothing where all is as planned', () => {
    expect(comparePlan([existing()], [planned()], now)).toEqual(none)
  })

  test.each<[string, Partial<ExistingSlot>]>([
    ['place', { placeId: 2 }],
    ['type', { visitType: 'official_video' }],
    ['start', { startsAt: new Date('2026-11-24T14:15:00Z') }],
  ])('takes a slot of another %s for another', (_what, other) => {
    expect(comparePlan([existing(other)], [planned()], now)).toEqual({
      missing: [planned()],
      changed: [],
      unplanned: [existing(other)],
    })
  })

  test.each<[string, Partial<ExistingSlot>]>([
    ['end', { endsAt: new Date('2026-11-24T15:30:00Z') }],
    ['number of places', { wanted: 0 }],
  ])('gives a slot its planned %s', (_what, other) => {
    const { endsAt, wanted } = planned()
    expect(comparePlan([existing(other)], [planned()], now)).toEqual({
      ...none,
      changed: [{ id: 7, endsAt, wanted }],
    })
  })

  test('leaves a slot alone that has begun, whatever is planned', () => {
    const begun = { startsAt: now, endsAt: new Date('2026-11-18T11:00:00Z') }
    expect(comparePlan([existing(begun)], [], now)).toEqual(none)
    expect(comparePlan([existing(begun)], [planned({ ...begun, wanted: 9 })], now)).toEqual(none)
  })
})
