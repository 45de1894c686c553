import { decide, rejectionFor } from '../../src/domain/decision.ts'
import type { ChoiceFacts, DecisionForm, VisitorDecision } from '../../src/domain/decision.ts'

const now = new Date('2026-12-01T10:00Z')

const canVisit: VisitorDecision = { outcome: 'can_visit', bannedUntil: null }
const notOnList: VisitorDecision = { outcome: 'not_on_list', bannedUntil: null }
const banned: VisitorDecision = { outcome: 'banned', bannedUntil: '2027-03-01' }
const cannotCome: VisitorDecision = { outcome: 'cannot_come', bannedUntil: null }

function aForm(form: Partial<DecisionForm>): DecisionForm {
  return {
    decision: 'choice1',
    closedVisit: false,
    visitors: [canVisit],
    reasons: [],
    allowanceRenewsOn: null,
    otherReason: '',
    bookingReference: '',
    message: '',
    ...form,
  }
}

function aChoice(choice: Partial<ChoiceFacts>): ChoiceFacts {
  return { rank: 1, free: true, startsAt: new Date('2026-12-04T14:00Z'), clashes: false, ...choice }
}

function decided(form: Partial<DecisionForm>, choices: ChoiceFacts[] = [aChoice({}), aChoice({ rank: 2 })]) {
  return decide(aForm(form), { choices, now, visitType: 'social' })
}

describe('confirming', () => {
  test('takes the choice with what the clerk wrote', () => {
    const form = {
      decision: 'choice2',
      closedVisit: true,
      bookingReference: 'L-7',
      message: 'See you.',
    } as const
    expect(decided(form)).toEqual({
      confirm: {
        rank: 2,
        closedVisit: true,
        visitors: [canVisit],
        bookingReference: 'L-7',
        message: 'See you.',
      },
    })
  })

  test('stands when only other visitors are refused, a ban with its end', () => {
    const visitors = [canVisit, banned, notOnList, cannotCome]
    expect(decided({ visitors })).toMatchObject({ confirm: { rank: 1, visitors } })
  })

  test('keeps an end date only for a ban', () => {
    const visitors = [
      { ...canVisit, bannedUntil: '2027-03-01' },
      { ...banned, bannedUntil: null },
    ]
    expect(decided({ visitors })).toMatchObject({
      confirm: { visitors: [canVisit, { outcome: 'banned', bannedUntil: null }] },
    })
  })

  test.each([notOnList, banned, cannotCome])('is refused when the main visitor is: %j', (visitor) => {
    expect(decided({ visitors: [visitor, canVisit] })).toEqual({ refused: ['mainVisitorRefused'] })
  })

  test.each([
    ['was not asked for', { rank: 3 }, ['choiceNotAsked']],
    ['starts now', { startsAt: now }, ['choicePast']],
    [
      'is past, whatever else is wrong',
      { startsAt: new Date(0), free: false, clashes: true },
      ['choicePast'],
    ],
    ['is full', { free: false }, ['slotFull']],
    ['clashes with another visit', { clashes: true }, ['prisonerHasVisitThen']],
    ['is full and clashes', { free: false, clashes: true }, ['slotFull', 'prisonerHasVisitThen']],
  ])('is refused for a choice that %s', (_, choice, refused) => {
    expect(decided({}, [aChoice(choice), aChoice({ rank: 2 })])).toEqual({ refused })
  })

  test('does not mind what is wrong with another choice', () => {
    expect(decided({ decision: 'choice2' }, [aChoice({ free: false }), aChoice({ rank: 2 })])).toHaveProperty(
      'confirm.rank',
      2,
    )
  })

  test('is refused with reasons for a rejection, and says everything wrong at once', () => {
    expect(decided({ reasons: ['duplicate'] })).toEqual({ refused: ['reasonsWithConfirmation'] })
    const form = { reasons: ['duplicate'], visitors: [banned] } as const
    expect(decided(form, [aChoice({ free: false })])).toEqual({
      refused: ['slotFull', 'mainVisitorRefused', 'reasonsWithConfirmation'],
    })
  })
})

describe('rejecting', () => {
  test('gives the reasons once each, in the order of the specification', () => {
    const reasons = ['visitor_banned', 'slot_unavailable', 'visitor_banned', 'child_protection'] as const
    expect(decided({ decision: 'reject', reasons, message: 'Sorry.' })).toEqual({
      reject: {
        reasons: ['slot_unavailable', 'child_protection', 'visitor_banned'],
        visitors: [canVisit],
        allowanceRenewsOn: null,
        otherReason: '',
        message: 'Sorry.',
      },
    })
  })

  test('needs a reason', () => {
    expect(decided({ decision: 'reject' })).toEqual({ refused: ['reasonNeeded'] })
    expect(decided({ decision: 'reject', visitors: [canVisit, banned] })).toEqual({
      refused: ['reasonNeeded'],
    })
  })

  test.each([
    [notOnList, 'visitor_not_on_list'],
    [banned, 'visitor_banned'],
    [cannotCome, 'visitor_cannot'],
  ] as const)('takes the refused main visitor as the reason: %j', (visitor, reason) => {
    expect(decided({ decision: 'reject', visitors: [visitor] })).toMatchObject({
      reject: { reasons: [reason], visitors: [visitor] },
    })
    expect(decided({ decision: 'reject', visitors: [visitor], reasons: [reason] })).toMatchObject({
      reject: { reasons: [reason] },
    })
    expect(decided({ decision: 'reject', visitors: [visitor], reasons: ['no_allowance'] })).toMatchObject({
      reject: { reasons: ['no_allowance', reason] },
    })
  })

  test('needs the sentence for another reason', () => {
    const reasons = ['other'] as const
    expect(decided({ decision: 'reject', reasons, otherReason: ' \n' })).toEqual({
      refused: ['otherReasonNeeded'],
    })
    expect(decided({ decision: 'reject', reasons, otherReason: ' The hall is shut. ' })).toMatchObject({
      reject: { otherReason: 'The hall is shut.' },
    })
  })

  test('keeps the sentence and the renewal date only with their reasons', () => {
    const typed = {
      decision: 'reject',
      allowanceRenewsOn: '2026-12-14',
      otherReason: 'The hall is shut.',
    } as const
    expect(decided({ ...typed, reasons: ['duplicate'] })).toMatchObject({
      reject: { allowanceRenewsOn: null, otherReason: '' },
    })
    expect(decided({ ...typed, reasons: ['no_allowance'] })).toMatchObject({
      reject: { allowanceRenewsOn: '2026-12-14', otherReason: '' },
    })
  })

  test('does not mind choices that are full, past or clash', () => {
    const choices = [aChoice({ free: false, clashes: true, startsAt: new Date(0) })]
    expect(decided({ decision: 'reject', reasons: ['slot_unavailable'] }, choices)).toHaveProperty('reject')
  })
})

test('a rejection for reasons alone says nothing of the visitors', () => {
  const form = rejectionFor(['visitor_banned', 'slot_unavailable'], 'Sorry.')
  expect(decide(form, { choices: [], now, visitType: 'social' })).toEqual({
    reject: {
      reasons: ['slot_unavailable', 'visitor_banned'],
      visitors: [],
      allowanceRenewsOn: null,
      otherReason: '',
      message: 'Sorry.',
    },
  })
})
