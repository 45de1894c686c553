import type { PlaceSettings } from './placeSettings.ts'
import type { Language } from './visit.ts'

/** What a prison tells visitors in its own words, for a reader of a language; English stands in for Welsh. Empty: nothing. */
export function visitorTextFor(
  { visitorText, visitorTextCy }: Pick<PlaceSettings, 'visitorText' | 'visitorTextCy'>,
  language: Language,
): { text: string; language: Language } {
  return language === 'cy' && visitorTextCy !== ''
    ? { text: visitorTextCy, language: 'cy' }
    : { text: visitorText, language: 'en' }
}
