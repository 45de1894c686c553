import {
  cancellationReasonsFor,
  joiningProblem,
  linksIn,
  officialDecision,
  visitorOutcomesFor,
} from '../../src/domain/officialDecision.ts'
import { cancellationReasons, visitorOutcomes } from '../../src/domain/visit.ts'

test.each([
  ['official_video', 'https://video.example.org/a, code 1', undefined],
  ['official_video', 'Code 12 at HTTPS://video.example.org', undefined],
  ['official_video', '', 'joiningNeeded'],
  ['official_video', ' \n', 'joiningNeeded'],
  ['official_video', 'video.example.org', 'joiningNoLink'],
  ['official_video', 'https:// video', 'joiningNoLink'],
  ['official_video', 'https://a.example.org or http://b.example.org', 'joiningNotHttps'],
  ['official_video', 'javascript://a.example.org', 'joiningNotHttps'],
  ['official_telephone', '01632 960 555', undefined],
  ['official_telephone', 'Call +44 (0)1632 960555 ext 9', undefined],
  ['official_telephone', '960555', 'joiningNoNumber'],
  ['official_telephone', 'https://video.example.org', 'joiningNoNumber'],
  ['official_in_person', '', undefined],
  ['social', '', undefined],
] as const)('how to join an %s by %j: %s', (visitType, details, problem) => {
  expect(joiningProblem(visitType, details)).toBe(problem)
})

test('finds the links in a text without the marks that follow them', () => {
  expect(linksIn('See https://a.example.org/x?y=1, or (https://b.example.org).')).toEqual([
    'https://a.example.org/x?y=1',
    'https://b.example.org',
  ])
})

test('approves what was asked for alone, and keeps how to join where there is anything to join', () => {
  const decided = { itemsApproved: ['laptop', 'papers'] as const, joiningDetails: '01632 960555' }
  const form = { ...decided, itemsApproved: [...decided.itemsApproved] }
  expect(officialDecision({ visitType: 'official_in_person', items: ['papers'] }, form)).toEqual({
    itemsApproved: ['papers'],
    joiningDetails: '',
  })
  expect(officialDecision({ visitType: 'official_telephone', items: [] }, form)).toEqual({
    itemsApproved: [],
    joiningDetails: '01632 960555',
  })
  expect(officialDecision({ visitType: 'official_in_person', items: ['papers'] }).itemsApproved).toEqual([])
})

test('families have every reason and outcome, official visitors those that do not ask for an allowance or a list', () => {
  expect(cancellationReasonsFor('social')).toEqual(cancellationReasons)
  expect(visitorOutcomesFor('social')).toEqual(visitorOutcomes)
  expect(visitorOutcomesFor('official_video')).toEqual(['can_visit', 'banned', 'cannot_come'])
  const left = cancellationReasonsFor('official_video')
  expect(cancellationReasons.filter((reason) => !left.includes(reason))).toEqual([
    'no_allowance',
    'child_protection',
  ])
})
