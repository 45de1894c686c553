import { placeName } from '../../domain/placeName.ts'
import { refuse, textField } from '../../journey/fields.ts'
import { step, stopPage } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'
import { prisonWords } from '../prisonWords.ts'

export const prison = step({
  slug: 'prison',
  fields: { prison: textField((slug, context) => slug || refuse(context, 'missing')) },
  problems: ({ prison: slug }, _answers, { places }: BookingFacts) =>
    places.some((place) => place.slug === slug) ? [] : [{ field: 'prison', problem: 'missing' }],
  show: (_answers, { places }, { language }, typed) => ({
    places: places.map((place) => ({
      value: place.slug,
      text: placeName(place, language),
      selected: place.slug === typed.prison,
    })),
  }),
  rows: (_value, { place }, { language }) => [
    { label: 'prison', lines: place ? [placeName(place, language)] : [] },
  ],
})

/** The prison takes no bookings here: why, and whom to contact. */
export const prisonTakesNoBookings = stopPage({
  slug: 'no-bookings-here',
  when: (_answers, { place }: BookingFacts) => place?.bookable === false,
  show: (_answers, { place }, translator) => ({
    place: place && placeName(place, translator.language),
    reason: place?.notBookableReason,
    phone: place?.phone,
    prisonWords: place && prisonWords(place, translator),
  }),
})
