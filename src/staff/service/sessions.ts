/** Knows how an administrator finds somebody who leaves and ends their sessions. */
import { sentIn } from '../../journey/formView.ts'
import { endSessionsOf } from '../../store/maintenance.ts'
import { findPeople, mostPeople } from '../../store/people.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment } from '../../views/staffFormat.ts'
import type { Handler } from '../../web/work.ts'
import { personForm, renderService } from './showService.ts'

const { text } = translator('en')

/** POST: names stand in no address. */
export const showPeople: Handler = async (work) => {
  const { request, response, db, now } = work
  const typed = sentIn(personForm, request.body)
  const parsed = personForm.parse(typed)
  if ('problems' in parsed) {
    response.status(422)
    return renderService(work, { person: { typed, problems: parsed.problems } })
  }
  const people = await findPeople(db, parsed.value.person, now)
  response.render('staff/service/people', {
    title: text('staffService.people.title'),
    section: 'service',
    mayBeMore: people.length === mostPeople,
    people: people.map(({ id, name, subject, lastSignedInAt, sessions }) => ({
      ...printed({ id, name, subject, last: moment(lastSignedInAt) }),
      sessions: printed(String(sessions)),
    })),
  })
}

/** POST: ends the sessions of the one whose button was pressed. */
export const endSessions: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const { personId } = (request.body ?? {}) as { personId?: unknown }
  const [found] = typeof personId === 'string' ? await findPeople(db, personId, now) : []
  if (!found || found.id !== personId) {
    response.status(422)
    return renderService(work, { person: { typed: {}, problems: [{ field: 'person', problem: 'missing' }] } })
  }
  await endSessionsOf(db, found.id, { personId: person.personId, now })
  response.redirect(303, '/staff/service?done=ended')
}
