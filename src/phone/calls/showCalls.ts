/** Knows the agent's home: starting a call, the calls that go on, and those of today with their minutes. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { callChannels, callManners, handledMinutes, helpReasons } from '../../domain/calls.ts'
import { londonDate, londonInstant, londonTime } from '../../domain/dates.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formView, sentIn } from '../../journey/formView.ts'
import { insertCall, listCalls } from '../../store/calls.ts'
import type { Call } from '../../store/calls.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import type { Handler, Work } from '../../web/work.ts'
import { startForm } from './callForms.ts'
import { callAddress } from './openCall.ts'

const rowOf = (call: Call & { reference: string | null }, now: Date) => ({
  address: printed(callAddress(call)),
  began: printed(londonTime(call.startedAt)),
  channel: call.channel,
  minutes: printed(String(handledMinutes(call, now))),
  outcome: call.outcome,
  isPaused: call.pausedAt !== null,
  reference: printed(call.reference ?? ''),
})

const { text } = translator('en')
const offered = (values: readonly string[], words: string) =>
  values.map((value) => ({ value, text: text(`phone.${words}.${value}`) }))

const choices = {
  channels: offered(callChannels, 'channels'),
  manners: offered(callManners, 'manners'),
  reasons: [{ value: '', text: text('phone.start.choose') }, ...offered(helpReasons, 'reasons')],
}

async function render(
  { response, db, person, now }: Work,
  filled: { typed?: Typed; problems?: Problem[] } = {},
): Promise<void> {
  const since = londonInstant(londonDate(now), '00:00')
  const calls = await listCalls(db, { agentId: person.personId, since })
  const rows = calls.map((call) => rowOf(call, now))
  response.status(filled.problems ? 422 : 200).render('phone/calls/list', {
    section: 'calls',
    ...formView(startForm, 'phone.start', filled),
    ...choices,
    id: printed(randomUUID()),
    open: rows.filter(({ outcome }) => outcome === null),
    ended: rows.filter(({ outcome }) => outcome !== null),
  })
}

/** GET /phone */
export const showCalls: Handler = (work) => render(work)

/** POST /phone/calls; the page gave the id, so that a button pressed twice starts one call. */
export const startCall: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const typed = sentIn(startForm, request.body)
  const parsed = startForm.parse(typed)
  if ('problems' in parsed) return render(work, { typed, ...parsed })
  const { id: sent } = request.body as { id?: unknown }
  const id = z.uuidv4().safeParse(sent).data ?? randomUUID()
  await insertCall(db, { ...parsed.value, id, agentId: person.personId, startedAt: now })
  response.redirect(303, callAddress({ id }))
}
