/** Knows the kinds of field that only settings have. */
import { z } from 'zod'
import { isEmailAddress, parsePhone, parsePostcode } from '../../domain/contactDetails.ts'
import { notBookableReasons } from '../../domain/placeSettings.ts'
import type { NotBookableReason } from '../../domain/placeSettings.ts'
import { withoutInvisible } from '../../domain/names.ts'
import { oneOf, refuse, textField } from '../../journey/fields.ts'
import type { Field } from '../../journey/form.ts'

const tidy = (text: string) => withoutInvisible(text).trim()

/** `SW1A 1AA` in any way of writing it, or empty; or `wrongFormat`. */
export const optionalPostcode = textField((text, context): string =>
  tidy(text) === '' ? '' : (parsePostcode(tidy(text)) ?? refuse(context, 'wrongFormat')),
)

/** A telephone number as people write it; or `missing`, `wrongFormat`. */
export const phoneNumber = textField((text, context): string => {
  if (tidy(text) === '') return refuse(context, 'missing')
  return parsePhone(tidy(text)) ?? refuse(context, 'wrongFormat')
})

/** An e-mail address, or empty; or `wrongFormat`. */
export const optionalEmail = textField((text, context): string => {
  const address = tidy(text)
  return address === '' || isEmailAddress(address) ? address : refuse(context, 'wrongFormat')
})

/** An e-mail address; or `missing`, `wrongFormat`. */
export const someEmail = textField((text, context): string => {
  const address = tidy(text)
  if (address === '') return refuse(context, 'missing')
  return isEmailAddress(address) ? address : refuse(context, 'wrongFormat')
})

const yesOrNo = oneOf(['yes', 'no'])

/** Radios "Yes" and "No"; or `missing`. */
export const yesNo: Field<boolean> = {
  ...yesOrNo,
  schema: z.enum(['yes', 'no'], 'missing').transform((value) => value === 'yes'),
}

/** What a place's radios about bookings send: that it takes them, or why not. */
export const bookingAnswers = ['yes', ...notBookableReasons] as const

/** The reason why the place takes no bookings, null if it does; or `missing`. */
export const bookingsTaken: Field<NotBookableReason | null> = {
  ...oneOf(bookingAnswers),
  schema: z.enum(bookingAnswers, 'missing').transform((value) => (value === 'yes' ? null : value)),
}
