import { z } from 'zod'

/** Most characters of an e-mail address. */
export const longestEmail = 254

const postcodeShape = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/
const phoneShape = /^\+?[\d\s()-]+( ?(ext|x)\.? ?\d{1,6})?$/i

/** Whether the text is an e-mail address that mail servers take. */
export const isEmailAddress = (text: string): boolean =>
  text.length <= longestEmail && z.email().safeParse(text).success

/** `sw1a1aa` → `SW1A 1AA`; nothing for what is no British postcode. */
export function parsePostcode(text: string): string | undefined {
  const [, outward, inward] = postcodeShape.exec(text.replace(/\s/g, '').toUpperCase()) ?? []
  return outward && `${outward} ${inward}`
}

/** A telephone number as people write it, 10 to 15 digits, also with an extension; nothing for anything else. */
export function parsePhone(text: string): string | undefined {
  const tidy = text.replace(/\s+/g, ' ').trim()
  const digits = tidy.replace(/(ext|x).*$/i, '').replace(/\D/g, '').length
  return phoneShape.test(tidy) && digits >= 10 && digits <= 15 ? tidy : undefined
}
