/** Knows the bookings that prisons make outside the service, by month and channel. Standards K10. */
import { form } from '../../journey/form.ts'
import { oneOf } from '../../journey/fields.ts'
import type { PlaceName } from '../../store/places.ts'
import { translator } from '../../text/translate.ts'
import { wholeNumber } from '../fields.ts'
import type { Ledger } from './ledger.ts'
import { monthField, monthValue, typedMonth, valueOf, writtenMonth, writtenNumber } from './keyedFields.ts'

const { text } = translator('en')

const channels = ['phone', 'letter', 'email', 'in_person'] as const

const mostBookings = 1_000_000

const channelChoices = channels.map((value) => ({
  value,
  text: text(`staffFigures.volumes.channels.${value}`),
}))
const placeChoices = (places: readonly PlaceName[]) =>
  places.map(({ slug, name }) => ({ value: slug, text: name }))

function formOf(places: readonly PlaceName[]) {
  const [first = '', ...others] = places.map(({ slug }) => slug)
  return form({
    month: monthField,
    place: oneOf([first, ...others]),
    channel: oneOf(channels),
    bookings: wholeNumber(0, mostBookings),
  })
}

export const volumesLedger: Ledger = {
  kind: 'volumes',
  columns: { Month: 'month', Prison: 'place', Channel: 'channel', Bookings: 'bookings' },
  form: formOf,
  typedFrom: (values, places) => ({
    month: typedMonth(String(values.month)),
    place: places.find(({ id }) => id === values.place_id)?.slug ?? '',
    channel: String(values.channel),
    bookings: String(values.bookings),
  }),
  read(typed, places, today) {
    const parsed = formOf(places).parse(typed)
    if ('problems' in parsed) return parsed
    const { month, place, channel, bookings } = parsed.value
    if (month > today) return { problems: [{ field: 'month', problem: 'future' }] }
    const placeId = places.find(({ slug }) => slug === place)?.id ?? 0
    return { values: { month: monthValue(month), place_id: placeId, channel, bookings } }
  },
  typedIn(field, cell, places) {
    if (field === 'place') return valueOf(cell, placeChoices(places))
    if (field === 'bookings') return cell.replace(/,(?=\d{3}\b)/g, '')
    return field === 'channel' ? valueOf(cell, channelChoices) : cell
  },
  choices: (places) => ({ place: placeChoices(places), channel: channelChoices }),
  cells: (values, places) => [
    writtenMonth(String(values.month)),
    places.find(({ id }) => id === values.place_id)?.name ?? '',
    text(`staffFigures.volumes.channels.${String(values.channel)}`),
    writtenNumber(Number(values.bookings)),
  ],
}
