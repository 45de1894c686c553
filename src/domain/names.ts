// Unicode does not take these apart into a letter and an accent.
const strokedLetters: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd' }

// Persian, Hindi and other scripts write joiners between letters; anywhere else they are invisible litter.
const invisible =
  /(?!(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L}))(?!\s)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]|\uFEFF/gu

/** Strips what cannot be seen: control, zero-width, bidirectional and filler characters, half surrogates. */
export const withoutInvisible = (text: string): string => text.replace(invisible, '')

/** A name as typed, made clean for storing and showing: accents and curly apostrophes stay. */
export function tidyName(text: string): string {
  return withoutInvisible(text).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/**
 * The same key for the same name however typed: "Siân O’Neill" and "sian  o'neill" are one person.
 * Specification §4, "Duplicate".
 */
export function nameKey(firstName: string, lastName: string): string {
  const name = tidyName(`${firstName} ${lastName}`)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u200c\u200d]/g, '')
    .replace(/[‘’‛ʹʻʼ′`´＇]/g, "'")
    .replace(/[łøđ]/g, (letter) => strokedLetters[letter] ?? letter)
  return tidyName(name)
}

/** "Siân O’Neill". */
export const fullName = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${firstName} ${lastName}`
