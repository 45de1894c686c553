/** Knows that a prison may have no official visits of the way that was chosen, and whom to contact then. */
import { placeName } from '../../domain/placeName.ts'
import { stopPage } from '../../journey/step.ts'
import { printed } from '../../views/printed.ts'
import type { BookingFacts } from '../facts.ts'

export const noOfficialTimes = stopPage({
  slug: 'no-official-visits',
  when: (_answers, { place, visitType, offeredTypes }: BookingFacts) =>
    place !== undefined && visitType !== undefined && !offeredTypes.includes(visitType),
  show: (_answers, { place, visitType, offeredTypes }, { language, text }) => ({
    visitType,
    others: offeredTypes.map((type) => text(`book.way.kinds.${type}`)),
    ...(place && printed({ place: placeName(place, language), phone: place.phone, email: place.email })),
  }),
})
