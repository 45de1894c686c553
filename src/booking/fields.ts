/** Knows the fields that ask about people: what may be typed and what it means. */
import type { z } from 'zod'
import { isEmailAddress, longestEmail } from '../domain/contactDetails.ts'
import { dateOfBirthProblem, parseDateParts } from '../domain/dateOfBirth.ts'
import type { DatePart } from '../domain/dateOfBirth.ts'
import type { LocalDate } from '../domain/dates.ts'
import { parseMobile } from '../domain/mobile.ts'
import { tidyName, withoutInvisible } from '../domain/names.ts'
import { parsePrisonNumber } from '../domain/prisonNumber.ts'
import { countCharacters } from '../domain/tidyText.ts'
import { partsField, refuse, textField } from '../journey/fields.ts'
import type { Field, Problem } from '../journey/form.ts'

const longestName = 50
const nameCharacters = /^(?=.*\p{L})[\p{L}\p{M}\p{N} .,’‘'ʼ`´()/&‐‑–-]+$/u

/** A first or last name, tidied; accents, apostrophes and hyphens are welcome. */
export const personName = textField((text, context) => {
  const name = tidyName(text)
  if (name === '') return refuse(context, 'missing')
  if (Array.from(name).length > longestName)
    return refuse(context, 'tooLong', { values: { most: longestName } })
  return nameCharacters.test(name) ? name : refuse(context, 'characters')
})

const capitalised = (part: DatePart) => part.charAt(0).toUpperCase() + part.slice(1)

const parts = ['day', 'month', 'year'] as const

function readDate(name: string, typed: Record<DatePart, string>, context: z.RefinementCtx): LocalDate {
  const parsed = parseDateParts(typed)
  if ('date' in parsed) return parsed.date
  const controls = parsed.parts.map((part) => `${name}-${part}`)
  const problem =
    parsed.problem === 'partMissing' ? `missing${parsed.parts.map(capitalised).join('')}` : parsed.problem
  return refuse(context, problem, { controls })
}

/** A real date in three controls `<name>-day`, `-month`, `-year`. */
export const dateParts = (name: string) =>
  partsField(parts, (typed, context) => readDate(name, typed, context))

/** The same, or nothing where nothing is typed. */
export const optionalDate = (name: string) =>
  partsField(parts, (typed, context) => {
    const isBlank = parts.every((part) => withoutInvisible(typed[part]).trim() === '')
    return isBlank ? undefined : readDate(name, typed, context)
  })

/** A real date. Whether it can be a date of birth today is `birthProblems`. */
export const dateOfBirth = dateParts('dateOfBirth')

/** What is wrong with a date of birth today (specification §4 "Dates of birth"). */
export function birthProblems(value: LocalDate, today: LocalDate): Problem[] {
  const problem = dateOfBirthProblem(value, today)
  return problem ? [{ field: 'dateOfBirth', problem }] : []
}

/** `A1234BC`, forgiving spaces, dashes and case. */
export const prisonNumber = textField((text, context) => {
  if (withoutInvisible(text).trim() === '') return refuse(context, 'missing')
  return parsePrisonNumber(text) ?? refuse(context, 'wrongFormat')
})

/** An e-mail address of at most 254 characters, or nothing. */
export const optionalEmail = textField((text, context) => {
  const address = withoutInvisible(text).trim()
  if (address === '') return undefined
  if (address.length > longestEmail) return refuse(context, 'tooLong', { values: { most: longestEmail } })
  return isEmailAddress(address) ? address : refuse(context, 'wrongFormat')
})

/** An e-mail address of at most 254 characters. */
export const emailAddress: Field<string> = {
  ...optionalEmail,
  schema: optionalEmail.schema.transform((address, context) => address ?? refuse(context, 'missing')),
}

/** A mobile number in any way of writing it (+44 when it names no country), as `+447700900123`; or nothing. */
export const optionalMobile = textField((text, context) => {
  if (withoutInvisible(text).trim() === '') return undefined
  return parseMobile(text) ?? refuse(context, 'wrongFormat')
})

/** A mobile number as `optionalMobile` reads it. */
export const mobileNumber: Field<string> = {
  ...optionalMobile,
  schema: optionalMobile.schema.transform((number, context) => number ?? refuse(context, 'missing')),
}

// What a person counts as one character may be several: an emoji of a family is eleven code units.
const longestCharacter = 12

/** Plain words on one line, of any length. */
export const plainWords = textField((text) => withoutInvisible(text).replace(/\s+/g, ' ').trim())

/** Whether there are more characters than that, as a person counts them. */
export const isLonger = (words: string, most: number): boolean =>
  words.length > most * longestCharacter || countCharacters(words) > most
