import { formErrors } from '../../src/journey/formErrors.ts'
import type { Problem } from '../../src/journey/form.ts'
import { translator } from '../../src/text/translate.ts'

const controls = ['firstName', 'lastName', 'dateOfBirth-day', 'dateOfBirth-month', 'dateOfBirth-year']
const errorsOf = (problems: Problem[], language: 'en' | 'cy' = 'en') =>
  formErrors(problems, 'book.your-details', translator(language), controls)

test('an error is one sentence beside its field and in the summary, which links to the control', () => {
  expect(errorsOf([{ field: 'lastName', problem: 'missing' }])).toEqual({
    summary: [{ text: 'Enter your last name', href: '#lastName' }],
    fields: { lastName: { text: 'Enter your last name' } },
    controls: ['lastName'],
  })
})

test('a field of several controls links to the first, or to the one at fault', () => {
  const date = (atFault?: string[]) =>
    errorsOf([{ field: 'dateOfBirth', problem: 'notReal', ...(atFault && { controls: atFault }) }])
  expect(date().summary[0]?.href).toBe('#dateOfBirth-day')
  expect(date(['dateOfBirth-month', 'dateOfBirth-year'])).toMatchObject({
    summary: [{ href: '#dateOfBirth-month' }],
    controls: ['dateOfBirth-month', 'dateOfBirth-year'],
  })
})

test('a field has one error at a time, the first; several fields keep their order', () => {
  const { summary } = errorsOf([
    { field: 'firstName', problem: 'tooLong', values: { most: 50 } },
    { field: 'firstName', problem: 'characters' },
    { field: 'dateOfBirth', problem: 'missing' },
  ])
  expect(summary.map(({ text }) => text)).toEqual([
    'Your first name must be 50 characters or less',
    'Enter your date of birth',
  ])
})

test('the sentence is in the reader’s language', () => {
  const problem = { field: 'lastName', problem: 'missing' }
  expect(errorsOf([problem], 'cy').summary[0]?.text).toBe(
    translator('cy').text('book.your-details.errors.lastName.missing'),
  )
})

test('a problem without words is an error of ours, not a page', () => {
  expect(() => errorsOf([{ field: 'lastName', problem: 'unheardOf' }])).toThrow('No text in en for')
})
