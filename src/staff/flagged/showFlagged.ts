/** Knows the page "Visits to sort out": flagged visits, and messages that did not arrive. */
import { listFailedMessages } from '../../store/failedMessages.ts'
import type { FailedMessage } from '../../store/failedMessages.ts'
import { listFlagged } from '../../store/flagged.ts'
import type { FlaggedList } from '../../store/flagged.ts'
import { flagReasons } from '../../store/flags.ts'
import { listPlacesAt } from '../../store/places.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { paginationOf } from '../../views/pagination.ts'
import type { Handler, Work } from '../../web/work.ts'
import { addressOf, doneIn, readQuery } from './flaggedQuery.ts'
import type { FlaggedQuery } from './flaggedQuery.ts'
import { flaggedRow, messageRow } from './flaggedView.ts'

type PlaceName = { slug: string; name: string }

const { text } = translator('en')

export const showFlagged: Handler = async (work) => {
  const { page } = await readFlagged(work, work.request.query)
  work.response.render('staff/flagged/list', { ...page, done: doneIn(work.request.query) })
}

/** The list again for who chose none of it. */
export async function showNoneChosen(work: Work, asked: Record<string, unknown>): Promise<void> {
  const { page, address } = await readFlagged(work, asked)
  if (page.rows.length === 0) return work.response.redirect(303, address)
  const error = { text: text('staffFlagged.errors.visit.missing') }
  const errors = { summary: [{ ...error, href: '#visit' }], fields: { visit: error } }
  work.response.status(422).render('staff/flagged/list', { ...page, errors })
}

async function readFlagged({ person, db, now }: Work, asked: Record<string, unknown>) {
  const { prisons } = person
  const places = await listPlacesAt(db, prisons)
  const query = readQuery(asked, places)
  const place = query.place || null
  const filter = { prisons, place, why: query.why || null, references: null, page: query.page, now }
  const [list, failed] = await Promise.all([
    listFlagged(db, filter),
    listFailedMessages(db, { prisons, place, now }),
  ])
  return { page: flaggedPage(list, failed, { query, places }), address: addressOf(query) }
}

/** What `views/staff/flagged/list.njk` shows. */
export function flaggedPage(
  list: FlaggedList,
  failed: { rows: FailedMessage[]; total: number },
  { query, places }: { query: FlaggedQuery; places: readonly PlaceName[] },
) {
  return {
    title: text('staffFlagged.title'),
    section: 'flagged',
    filter: {
      places: [{ value: '', text: text('staffFlagged.filter.allPlaces') }, ...places.map(placeItem)],
      whys: [
        { value: '', text: text('staffFlagged.filter.allWhys') },
        ...flagReasons.map((value) => ({ value, text: text(`staffFlagged.whys.${value}`) })),
      ],
      query: { place: query.place, why: query.why },
      isOn: query.place !== '' || query.why !== '',
    },
    showsPlace: places.length > 1,
    rows: list.rows.map(flaggedRow),
    results: printed(resultsOf(list)),
    pagination: paginationOf(list, (page) => printed(addressOf({ ...query, page }))),
    page: printed(String(list.page)),
    messages: failed.rows.map(messageRow),
    messagesLeft:
      failed.total > failed.rows.length
        ? printed(text('staffFlagged.messages.left', { count: failed.total - failed.rows.length }))
        : undefined,
  }
}

const placeItem = ({ slug, name }: PlaceName) => ({ value: slug, text: name })

function resultsOf({ total, page, pages, rows }: FlaggedList): string {
  const key = pages > 1 ? 'resultsOfPage' : 'results'
  return text(`staffFlagged.${key}`, { count: total, page, pages, shown: rows.length })
}
