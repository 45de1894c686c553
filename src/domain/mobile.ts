import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile'
import { withoutInvisible } from './names.ts'

// The library knows the ranges in use; those kept for examples, such as 07700 900982, are not among them.
const ukMobile = /^\+447\d{9}$/

/** A mobile number as it is kept, `+447700900123`, from any way of writing it; without a country it is a British one. */
export function parseMobile(text: string): string | undefined {
  const number = parsePhoneNumberFromString(withoutInvisible(text).trim().replace(/\(0\)/, ''), 'GB')
  const isMobile = number?.isValid() || ukMobile.test(number?.number ?? '')
  return number && isMobile ? number.number : undefined
}
