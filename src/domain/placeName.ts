import type { Language } from './visit.ts'

/** A place's name as a reader of that language knows it. */
export const placeName = (place: { name: string; nameCy: string | null }, language: Language): string =>
  language === 'cy' ? (place.nameCy ?? place.name) : place.name
