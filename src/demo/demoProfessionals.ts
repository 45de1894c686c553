/** Knows the invented professionals of the demo, and what they ask for: one verified, one not, one request that cannot wait. */
import { randomBytes, randomUUID } from 'node:crypto'
import { requestVisit } from '../actions/requestVisit.ts'
import { saveProfile } from '../actions/saveProfile.ts'
import { verifyProfessional } from '../actions/verifyProfessional.ts'
import { addDays, londonDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import { firstBookableDate, rulesFor } from '../domain/workingDays.ts'
import { query } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { placeFields } from '../store/places.ts'
import type { Place } from '../store/places.ts'
import { rememberProfessional } from '../store/professionals.ts'

interface DemoProfessional {
  subject: string
  name: string
  isVerified: boolean
  asks: {
    place: string
    visitType: VisitType
    prisonNumber: string
    prisoner: string
    urgentReason?: string
  }[]
}

const professionals: DemoProfessional[] = [
  {
    subject: 'solicitor',
    name: 'Sunil Solicitor',
    isVerified: true,
    asks: [
      { place: 'leeds', visitType: 'official_in_person', prisonNumber: 'D2001EM', prisoner: 'Oak' },
      { place: 'cardiff', visitType: 'official_video', prisonNumber: 'D2002EM', prisoner: 'Plane' },
    ],
  },
  {
    subject: 'solicitor-two',
    name: 'Siân Solicitor',
    isVerified: false,
    asks: [
      {
        place: 'leeds',
        visitType: 'official_in_person',
        prisonNumber: 'D2003EM',
        prisoner: 'Rowan',
        urgentReason: 'A hearing that was brought forward (invented)',
      },
    ],
  },
]

/** The first free slot of the place and type, or the first that can still be reached where it is urgent. */
async function slotFor(
  db: Database,
  place: Place,
  { visitType, urgentReason }: DemoProfessional['asks'][number],
  now: Date,
): Promise<number | undefined> {
  const today = londonDate(now)
  const from = urgentReason ? addDays(today, 1) : firstBookableDate(today, rulesFor(place, visitType))
  const [slot] = await query<{ id: number }>(
    db,
    `select id from slots where place_id = :placeId and visit_type = :visitType and date >= :from and wanted > booked + held
     order by starts_at limit 1`,
    { placeId: place.id, visitType, from },
  )
  return slot?.id
}

async function ask(
  db: Database,
  { subject, name }: DemoProfessional,
  asked: DemoProfessional['asks'][number],
  { personId, now }: { personId: string; now: Date },
): Promise<void> {
  const [place] = await query<Place>(db, `select ${placeFields} from places where slug = :slug`, {
    slug: asked.place,
  })
  const slotId = place && (await slotFor(db, place, asked, now))
  if (!place || slotId === undefined) return
  const [firstName = '', lastName = ''] = name.split(' ')
  await requestVisit(
    db,
    {
      placeId: place.id,
      visitType: asked.visitType,
      channel: 'online',
      language: 'en',
      draftId: randomUUID(),
      prisonNumber: asked.prisonNumber,
      prisoner: { firstName: 'Demo', lastName: asked.prisoner, dateOfBirth: '1985-03-14' },
      party: [{ kind: 'official_visitor', firstName, lastName }],
      slotIds: [slotId],
      email: `${subject}@example.org`,
      mobile: null,
      wantsTexts: false,
      support: {},
      actor: { kind: 'professional', personId },
      official: {
        professionalId: personId,
        purpose: 'legal_adviser',
        organisation: 'Sample and Sons',
        items: [],
        itemsDetails: '',
        caseReference: `DEMO-${asked.prisonNumber}`,
        courtDate: null,
        urgentReason: asked.urgentReason ?? '',
      },
    },
    { now, randomBytes },
  )
}

/** Adds the professionals with what they ask for; Leeds books free times of verified ones at once. */
export async function addProfessionals(
  db: Database,
  { issuer, managerId, now }: { issuer: string; managerId: string; now: Date },
): Promise<void> {
  await query(db, "update places set official_instant = true where slug = 'leeds'")
  for (const one of professionals) {
    const { subject, name, isVerified, asks } = one
    const email = `${subject}@example.org`
    const personId = await rememberProfessional(db, { issuer, subject, email, now })
    const profile = {
      name,
      organisation: 'Sample and Sons',
      role: 'Solicitor',
      bodyNumber: '',
      phone: '01632 960001',
    }
    await saveProfile(db, { ...profile, personId, email, language: 'en' }, now)
    if (isVerified) await verifyProfessional(db, { professionalId: personId, personId: managerId }, now)
    for (const asked of asks) await ask(db, one, asked, { personId, now })
  }
}
