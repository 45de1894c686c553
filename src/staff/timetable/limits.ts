/** Knows how much may be typed about a timetable. */

/** Most places of a visiting time. */
export const mostPlaces = 999

/** Most visiting times of one type on one day: few enough for a form of all of them. */
export const mostTimesADay = 60

/** Most characters of why something changes, as a reader counts them. */
export const longestWhy = 500
