/** What was put into a session is there for the page that a redirect leads to. */
import { testDatabase } from '../database.ts'
import { until, waitingFor } from '../processes/web.ts'
import { testService } from '../service.ts'
import { signedIn, tokenOf } from '../staff/staffBrowser.ts'

test('a redirect leaves only once the session is saved', async () => {
  const { db, owner } = await testDatabase()
  const service = await testService(db)
  const manager = await signedIn(service.url, 'manager')
  const form = { _csrf: await tokenOf(manager), place: 'leeds', returnTo: '/staff/timetable' }
  const holding = await owner.transaction()
  await holding.raw('lock table sessions in share row exclusive mode')
  let isRedirected = false
  const answered = manager
    .post('/staff/place')
    .type('form')
    .buffer(false)
    .send(form)
    .then((response) => {
      isRedirected = true
      return response.status
    })
  await until(async () => (await waitingFor(db, 'sessions')) > 0)
  const beforeItIsSaved = isRedirected
  await holding.rollback()
  expect([beforeItIsSaved, await answered]).toEqual([false, 303])
})
