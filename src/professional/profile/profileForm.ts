/** Knows what a professional is asked about themselves. */
import { parsePhone } from '../../domain/contactDetails.ts'
import { withoutInvisible } from '../../domain/names.ts'
import { refuse, textField } from '../../journey/fields.ts'
import type { Field } from '../../journey/form.ts'
import { form } from '../../journey/form.ts'

const tidy = (text: string) => withoutInvisible(text).normalize('NFC').replace(/\s+/g, ' ').trim()

/** Words on one line of at most so many characters. */
const optional = (most: number): Field<string> =>
  textField((text, context) => {
    const words = tidy(text)
    return words.length > most ? refuse(context, 'tooLong', { values: { most } }) : words
  })

const required = (most: number): Field<string> => {
  const words = optional(most)
  return { ...words, schema: words.schema.transform((text, context) => text || refuse(context, 'missing')) }
}

const phone = textField((text, context) => {
  const number = tidy(text)
  if (number === '') return refuse(context, 'missing')
  return parsePhone(number) ?? refuse(context, 'wrongFormat')
})

export const profileForm = form({
  name: required(100),
  organisation: required(200),
  role: required(100),
  bodyNumber: optional(50),
  phone,
})
