/** Knows the home of the professionals: the official visits that they asked for, and those shared with them. */
import { fullName } from '../../domain/names.ts'
import { officialStatuses } from '../../domain/officialList.ts'
import { placeName } from '../../domain/placeName.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { listOfficialVisits, listPlacesOfOfficialVisits } from '../../store/professionalVisits.ts'
import type { OfficialVisitRow } from '../../store/professionalVisits.ts'
import type { Translator } from '../../text/translate.ts'
import { paginationOf } from '../../views/pagination.ts'
import { printed } from '../../views/printed.ts'
import { slotLine } from '../../views/words.ts'
import { translatorOf } from '../../web/language.ts'
import type { ProfessionalWork } from '../work.ts'
import { addressWith, filterOf, isFiltered, readQuery, wrongDates } from './listQuery.ts'
import type { ListQuery } from './listQuery.ts'

const address = '/professional'
const prefix = 'professionalVisits'

const shownRow = (row: OfficialVisitRow, translator: Translator) => ({
  status: row.status,
  visitType: row.visitType,
  urgent: row.urgent,
  ...printed({
    address: `${address}/visits/${row.reference}`,
    time: slotLine(row, translator),
    place: placeName(row.place, translator.language),
    prisoner: fullName(row.prisoner),
    prisonNumber: row.prisonNumber,
    reference: row.reference,
    caseReference: row.caseReference,
    courtDate: row.courtDate && translator.shortDate(row.courtDate),
    answerBy: row.status === 'requested' ? translator.shortDate(row.answerBy) : undefined,
  }),
  isShared: row.sharedBy !== null,
  sharedBy: printed(row.sharedBy ?? ''),
})

function filterItems(
  asked: ListQuery,
  places: { slug: string; name: string; nameCy: string | null }[],
  { text, language }: Translator,
) {
  return {
    statuses: [
      { value: '', text: text(`${prefix}.filter.anyStatus`) },
      ...officialStatuses.map((status) => ({
        value: status,
        text: text(`professionalVisits.statuses.${status}`),
        selected: status === asked.status,
      })),
    ],
    places: [
      { value: '', text: text('professionalVisits.filter.anyPrison') },
      ...places.map((place) => ({
        value: printed(place.slug),
        text: printed(placeName(place, language)),
        selected: place.slug === asked.place,
      })),
    ],
    from: printed(asked.from),
    to: printed(asked.to),
  }
}

/** GET /professional; 422 with dates that are none. */
export async function showVisits(work: ProfessionalWork): Promise<void> {
  const { request, response, personId, db, now } = work
  const translator = translatorOf(response)
  const asked = readQuery(request.query)
  const wrong = wrongDates(asked)
  const [found, places] = await Promise.all([
    listOfficialVisits(db, { ...filterOf(asked, personId), page: asked.page }, now),
    listPlacesOfOfficialVisits(db, personId),
  ])
  const rows = (isToCome: boolean) =>
    found.rows.filter((row) => row.isToCome === isToCome).map((row) => shownRow(row, translator))
  response.status(wrong.length > 0 ? 422 : 200).render('professional/visits', {
    groups: [
      { name: 'toCome', rows: rows(true) },
      { name: 'earlier', rows: rows(false) },
    ].filter((group) => group.rows.length > 0),
    total: found.total,
    results: printed(resultsOf(found, translator)),
    filter: filterItems(asked, places, translator),
    isFiltered: isFiltered(asked),
    isNew: places.length === 0,
    errors: wrong.length > 0 ? formErrors(wrong, prefix, translator, ['from', 'to']) : undefined,
    csv: printed(addressWith(`${address}/visits.csv`, { ...asked, page: 1 })),
    pagination: paginationOf(found, (page) => printed(addressWith(address, { ...asked, page }))),
  })
}

function resultsOf(
  { total, hasMore, page, pages }: { total: number; hasMore: boolean; page: number; pages: number },
  { text }: Translator,
): string {
  const counted = text('professionalVisits.results', { count: total })
  const more = hasMore ? text('professionalVisits.more', { count: total }) : undefined
  const which = pages > 1 ? text('professionalVisits.page', { page, pages }) : undefined
  return [more ?? counted, which].filter(Boolean).join(' ')
}
