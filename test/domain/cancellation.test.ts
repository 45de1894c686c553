import { decideCancellation } from '../../src/domain/cancellation.ts'
import type { Cancellation } from '../../src/domain/cancellation.ts'

const decide = (form: Partial<Cancellation>) => decideCancellation({ reasons: [], otherReason: '', ...form })

test('keeps each reason once, in the order of the specification', () => {
  expect(decide({ reasons: ['slot_closed', 'no_allowance', 'slot_closed'] })).toEqual({
    cancel: { reasons: ['no_allowance', 'slot_closed'], otherReason: '' },
  })
})

test('keeps the clerk’s sentence with “other” alone', () => {
  const otherReason = ' The hall is flooded. '
  expect(decide({ reasons: ['other'], otherReason })).toEqual({
    cancel: { reasons: ['other'], otherReason: 'The hall is flooded.' },
  })
  expect(decide({ reasons: ['prisoner_moved'], otherReason })).toEqual({
    cancel: { reasons: ['prisoner_moved'], otherReason: '' },
  })
})

test('needs a reason, and a sentence where that is the reason', () => {
  expect(decide({})).toEqual({ refused: 'reasonNeeded' })
  expect(decide({ reasons: ['other', 'slot_closed'], otherReason: ' \n' })).toEqual({
    refused: 'otherReasonNeeded',
  })
})
