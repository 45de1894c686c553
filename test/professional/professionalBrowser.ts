/** A browser in which a professional of the demo has signed in at its real provider. */
import type { Browser } from '../browser.ts'
import { browser } from '../browser.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { TestService } from '../service.ts'
import { signedIn } from '../staff/staffBrowser.ts'

export const sunil = {
  name: 'Sunil Solicitor',
  organisation: 'Sample and Sons',
  role: 'Solicitor',
  bodyNumber: '123456',
  phone: '01632 960 001',
}

/** The person's id in `people`, once they have signed in. */
export async function personIdOf(db: Database, subject = 'solicitor'): Promise<string> {
  const [row] = await query<{ id: string }>(
    db,
    "select id from people where subject = :subject and issuer like '%/demo/%'",
    {
      subject,
    },
  )
  if (!row) throw new Error(`${subject} has not signed in`)
  return row.id
}

/** Signs in; stands on the page that asks for the profile, or on the home of who has one. */
export async function signsIn({ url }: TestService, person = 'solicitor'): Promise<Browser> {
  const agent = await signedIn(url, person, '/professional')
  return browser(url, agent).opens('/professional')
}

/** Signs in and, the first time, says who they are; stands on "Your official visits". */
export async function professionalBrowser(service: TestService, person = 'solicitor'): Promise<Browser> {
  const page = await signsIn(service, person)
  return page.heading() === 'Your details' ? page.answers(sunil) : page
}
