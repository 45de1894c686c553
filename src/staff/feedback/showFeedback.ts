/** Knows the page "Feedback": what people said of the service. Their comments are for its team, and never published. */
import { listFeedback } from '../../store/measures/feedback.ts'
import type { FeedbackRow } from '../../store/measures/feedback.ts'
import { translator } from '../../text/translate.ts'
import { pageIn, paginationOf } from '../../views/pagination.ts'
import { printed } from '../../views/printed.ts'
import { moment } from '../../views/staffFormat.ts'
import type { AreaRoute, Handler } from '../../web/work.ts'

const { text } = translator('en')

const showFeedback: Handler = async ({ request, response, db }) => {
  const onlyComments = request.query.comments === 'only'
  const list = await listFeedback(db, { page: pageIn(request.query.page), onlyComments })
  const query = onlyComments ? 'comments=only&' : ''
  response.render('staff/feedback/list', {
    title: text('staffFeedback.title'),
    section: 'feedback',
    onlyComments,
    rows: list.rows.map(rowOf),
    pagination: paginationOf(list, (page) => printed(`/staff/feedback?${query}page=${page}`)),
  })
}

const rowOf = ({ at, score, comment, area, askedOn, language, channel }: FeedbackRow) =>
  printed({
    when: moment(at),
    score: text(`feedback.scores.${score}`),
    comment,
    where: text(`staffFeedback.areas.${area}`),
    page: text(`staffFeedback.pages.${askedOn}`),
    language: text(`staffPrivacy.one.languages.${language}`),
    channel: text(`staffFeedback.channels.${channel}`),
  })

export const feedbackRoutes: readonly AreaRoute[] = [['get', '/feedback', 'read-feedback', showFeedback]]
