/** What is kept of official visits, whom it is told to, and when it goes. */
import { tellOfPlaces } from '../../src/actions/tellOfPlaces.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { listPlaceNames } from '../../src/store/places.ts'
import { readSubjectAccess } from '../../src/store/subjectAccess.ts'
import { appear, forgetAlerts, listTold, waits } from '../alerts.ts'
import { aProfessional, anOfficialRequest, bookableSlots, solicitor } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { aDecidedOfficial, forgetOfficials, interpreter, joining } from '../officials.ts'

let database: TestDatabase
let db: Database
let owner: Database

beforeAll(async () => {
  database = await testDatabase()
  ;({ db, owner } = database)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetAlerts(database)
  await forgetOfficials(owner)
})

test.each(['official_in_person', 'official_video', 'official_telephone'] as const)(
  'nobody who waits for social visits is told of a place for %s',
  async (visitType) => {
    await waits(db, 'anna')
    const [slot] = await bookableSlots(db, 'leeds', visitType)
    if (!slot) throw new Error('No slot')
    await appear(db, slot, 5)
    await tellOfPlaces(db, clock.now())
    expect(await listTold(db)).toEqual([])
  },
)

test('a forgotten official visit keeps its purpose and what is counted, and nothing of anybody', async () => {
  const visit = await aDecidedOfficial(
    db,
    { itemsApproved: ['laptop'] },
    {
      visitType: 'official_video',
      party: [solicitor, interpreter],
      official: {
        items: ['laptop'],
        itemsDetails: 'Two folders',
        caseReference: 'T20261234',
        courtDate: '2026-12-10',
        urgentReason: 'The hearing is near',
      },
    },
  )
  await query(db, "update visits set status = 'attended', version = version + 1 where id = :id", {
    id: visit.id,
  })
  await forgetOld(db, new Date('2027-08-01T10:00:00Z'))
  const [kept] = await query(owner, 'select * from official_visits')
  expect(kept).toEqual({
    visit_id: visit.id,
    professional_id: null,
    purpose: 'legal_adviser',
    organisation: '',
    items: ['laptop'],
    items_details: '',
    items_approved: ['laptop'],
    case_reference: '',
    court_date: null,
    urgent_reason: '',
    joining_details: '',
    place_id: visit.place.id,
  })
  expect(await query(owner, 'select from visit_visitors')).toEqual([])
})

test('a professional is told what is held of their official visits, also under an earlier address', async () => {
  const professionalId = await aProfessional(db)
  const visit = await aDecidedOfficial(
    db,
    {},
    {
      professionalId,
      visitType: 'official_video',
      email: 'earlier@example.org',
      party: [solicitor, interpreter],
      official: { caseReference: 'T20261234' },
    },
  )
  const other = await aProfessional(db, { subject: 'solicitor-two' })
  await anOfficialRequest(db, { professionalId: other, email: 'other@example.org', prisonNumber: 'B1234BC' })
  const held = await readSubjectAccess(db, 'Solicitor@example.org')
  expect(held.visits).toHaveLength(1)
  expect(held.visits[0]).toMatchObject({
    reference: visit.reference,
    mainVisitor: { firstName: 'Sioned', kind: 'official_visitor', dateOfBirth: null },
    otherVisitors: 1,
    official: {
      purpose: 'legal_adviser',
      caseReference: 'T20261234',
      joiningDetails: joining.official_video,
    },
  })
  expect(JSON.stringify(held)).not.toMatch(/Ines|A1234BC|Dewi/)
})

test('the places that the public chooses from do not change with official slots', async () => {
  const before = await listPlaceNames(db)
  await anOfficialRequest(db)
  expect(await listPlaceNames(db)).toEqual(before)
})
