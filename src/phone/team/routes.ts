/** Knows the pages of the team: a day in figures, and what changes for agents with each release. */
import { translator } from '../../text/translate.ts'
import type { AreaRoute, Handler } from '../../web/work.ts'
import { downloadTeam } from './teamCsv.ts'
import { showTeam } from './teamPage.ts'

const { text, content } = translator('en')

/** GET /phone/changes: `src/text/en/phoneChanges.json`, newest release first. */
const showChanges: Handler = ({ response }) =>
  response.render('phone/changes/changes', {
    section: 'changes',
    title: text('phoneChanges.title'),
    releases: content('phoneChanges.releases'),
  })

export const teamRoutes: readonly AreaRoute[] = [
  ['get', '/team', 'see-team', showTeam],
  ['get', '/team.csv', 'see-team', downloadTeam],
  ['get', '/changes', 'take-calls', showChanges],
]
