import { withoutInvisible } from './names.ts'

/** Text of several lines. Joiners stay, as they make letters and emoji; what turns text around or cannot be sent goes. */
export function tidyText(text: string): string {
  const tidy = text
    .replaceAll('\r\n', '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .normalize('NFC')
    .trim()
  return withoutInvisible(tidy).trim() === '' ? '' : tidy
}
