/** Knows the list of official visits as a file for spreadsheets. */
import { stringify } from 'csv-stringify/sync'
import { londonDate, londonTime } from '../../domain/dates.ts'
import { placeName } from '../../domain/placeName.ts'
import { listAllOfficialVisits } from '../../store/professionalVisits.ts'
import type { OfficialVisitRow } from '../../store/professionalVisits.ts'
import type { Translator } from '../../text/translate.ts'
import { translatorOf } from '../../web/language.ts'
import type { ProfessionalWork } from '../work.ts'
import { filterOf, readQuery } from './listQuery.ts'

const columns = [
  'reference',
  'status',
  'prison',
  'type',
  'date',
  'starts',
  'ends',
  'answerBy',
  'urgent',
  'prisonerLastName',
  'prisonerFirstName',
  'prisonNumber',
  'caseReference',
  'courtDate',
  'askedBy',
] as const

type Row = Record<(typeof columns)[number], string>

function rowOf(visit: OfficialVisitRow, ownName: string, { text, language }: Translator): Row {
  return {
    reference: visit.reference,
    status: text(`professionalVisits.statuses.${visit.status}`),
    prison: placeName(visit.place, language),
    type: text(`professionalVisits.types.${visit.visitType}`),
    date: visit.date,
    starts: londonTime(visit.startsAt),
    ends: londonTime(visit.endsAt),
    answerBy: visit.answerBy,
    urgent: text(visit.urgent ? 'professionalVisits.csv.isUrgent' : 'professionalVisits.csv.notUrgent'),
    prisonerLastName: visit.prisoner.lastName,
    prisonerFirstName: visit.prisoner.firstName,
    prisonNumber: visit.prisonNumber,
    caseReference: visit.caseReference,
    courtDate: visit.courtDate ?? '',
    askedBy: visit.sharedBy ?? ownName,
  }
}

/** What people typed is no formula to a spreadsheet: an apostrophe stands before it (standard S20). */
export const writeVisits = (
  visits: readonly OfficialVisitRow[],
  ownName: string,
  translator: Translator,
): string =>
  stringify(
    visits.map((visit) => rowOf(visit, ownName, translator)),
    {
      header: true,
      columns: columns.map((key) => ({ key, header: translator.text(`professionalVisits.csv.${key}`) })),
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  )

/** GET /professional/visits.csv: as far as lists are read. */
export async function downloadVisits(work: ProfessionalWork): Promise<void> {
  const { request, response, personId, professional, db, now } = work
  const visits = await listAllOfficialVisits(db, filterOf(readQuery(request.query), personId), now)
  const translator = translatorOf(response)
  const fileName = translator.text('professionalVisits.csv.fileName', { date: londonDate(now) })
  response.attachment(`${fileName}.csv`)
  response.type('text/csv; charset=utf-8').send(writeVisits(visits, professional.name, translator))
}
