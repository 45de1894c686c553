import { decideChange } from '../../src/domain/changeDecision.ts'
import type { ChangeDecisionForm } from '../../src/domain/changeDecision.ts'
import type { ChoiceFacts } from '../../src/domain/decision.ts'

const now = new Date('2026-11-18T10:00:00Z')
const choice = (rank: number, facts: Partial<ChoiceFacts> = {}): ChoiceFacts => ({
  rank,
  free: true,
  startsAt: new Date('2026-12-04T14:00:00Z'),
  clashes: false,
  ...facts,
})
const canVisit = { outcome: 'can_visit', bannedUntil: null } as const
const form = (overrides: Partial<ChangeDecisionForm>): ChangeDecisionForm => ({
  decision: 'choice1',
  visitors: [canVisit],
  reason: '',
  ...overrides,
})
const decide = (overrides: Partial<ChangeDecisionForm>, choices: ChoiceFacts[] = [choice(1)]) =>
  decideChange(form(overrides), { choices, now })

test('confirms a time that was asked for, with what was decided about everybody', () => {
  const banned = { outcome: 'banned', bannedUntil: '2027-01-01' } as const
  const visitors = [canVisit, banned, { outcome: 'cannot_come', bannedUntil: '2027-01-01' } as const]
  expect(decide({ decision: 'choice2', visitors }, [choice(1), choice(2)])).toEqual({
    confirm: { rank: 2, visitors: [canVisit, banned, { outcome: 'cannot_come', bannedUntil: null }] },
  })
})

test('confirms other people alone where the time stays, and only there', () => {
  expect(decide({ decision: 'confirm' }, [])).toEqual({ confirm: { rank: null, visitors: [canVisit] } })
  expect(decide({ decision: 'confirm' })).toEqual({ refused: ['choiceNotAsked'] })
  expect(decide({ decision: 'choice1' }, [])).toEqual({ refused: ['choiceNotAsked'] })
})

test('refuses a change with a reason for the visitor, and not without one', () => {
  expect(decide({ decision: 'refuse', reason: ' The hall is full. ' })).toEqual({
    refuse: { reason: 'The hall is full.' },
  })
  expect(decide({ decision: 'refuse', reason: '  ' })).toEqual({ refused: ['refusalReasonNeeded'] })
})

test.each([
  ['past', { startsAt: now }, ['choicePast']],
  ['full', { free: false }, ['slotFull']],
  ['taken by another visit of the prisoner', { clashes: true }, ['prisonerHasVisitThen']],
  ['full, and taken', { free: false, clashes: true }, ['slotFull', 'prisonerHasVisitThen']],
])('does not confirm a time that is %s', (_what, facts, refused) => {
  expect(decide({}, [choice(1, facts)])).toEqual({ refused })
})

test('does not confirm a change without its main visitor, but may refuse it', () => {
  const visitors = [{ outcome: 'not_on_list', bannedUntil: null } as const]
  expect(decide({ visitors })).toEqual({ refused: ['mainVisitorRefused'] })
  expect(decide({ decision: 'refuse', reason: 'No.', visitors })).toEqual({ refuse: { reason: 'No.' } })
})
