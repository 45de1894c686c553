/** Knows postal addresses, and when a visitor is written to. Specification §7, §9. */

/** A British address as it stands on an envelope. */
export interface PostalAddress {
  name: string
  /** One to four. */
  lines: string[]
  postcode: string
}

/** Most lines between name and postcode. */
export const mostAddressLines = 4

/** Most characters of the name and of a line: more would not fit a window envelope. */
export const longestAddressLine = 50

/** Whether nothing else reaches a visitor, so that letters do. */
export const needsLetters = ({
  email,
  mobile,
  wantsTexts,
}: {
  email: string | null
  mobile: string | null
  wantsTexts: boolean
}): boolean => email === null && !(mobile !== null && wantsTexts)
