/** Knows the agent's home: the calls that go on, and those of today with their minutes. */
import { handledMinutes } from '../../domain/calls.ts'
import { londonDate, londonInstant, londonTime } from '../../domain/dates.ts'
import { listCalls } from '../../store/calls.ts'
import { printed } from '../../views/printed.ts'
import type { Handler } from '../../web/work.ts'

/** GET /phone */
export const showCalls: Handler = async ({ response, db, person, now }) => {
  const since = londonInstant(londonDate(now), '00:00')
  const calls = await listCalls(db, { agentId: person.personId, since })
  const rows = calls.map((call) => ({
    id: printed(call.id),
    began: printed(londonTime(call.startedAt)),
    channel: call.channel,
    minutes: printed(handledMinutes(call, now)),
    outcome: call.outcome,
    isPaused: call.pausedAt !== null,
    reference: printed(call.reference ?? ''),
  }))
  response.render('phone/calls/list', {
    section: 'calls',
    open: rows.filter(({ outcome }) => outcome === null),
    ended: rows.filter(({ outcome }) => outcome !== null),
  })
}
