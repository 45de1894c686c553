/** The commands that close a running service and end somebody's sessions. */
import { query } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { aFolder, run } from '../start/processes.ts'
import { deployment, startWeb, statusOf, until } from './web.ts'
import type { Web } from './web.ts'

let database: TestDatabase
let folder: string
let web: Web

beforeAll(async () => {
  database = await testDatabase()
  folder = await aFolder()
  web = await startWeb(database.url, { DATA_DIR: folder })
})

async function command(file: string, args: string[], url = database.url): Promise<[number | null, string]> {
  const running = run(file, { ...deployment, DATABASE_URL: url, DATA_DIR: folder }, args)
  return [await running.exit, running.said()]
}

const maintenance = (args: string[], url?: string) => command('src/maintenance.ts', args, url)
const becomes = (status: number) => until(async () => (await statusOf(`${web.url}/book/prison`)) === status)

test('closes and opens the processes that run, whichever machine they are on', async () => {
  expect(await maintenance(['on', '2pm'])).toEqual([0, 'The service is closed for maintenance.\n'])
  await becomes(503)
  expect(await maintenance(['off'])).toEqual([0, 'The service is open.\n'])
  await becomes(303)
})

test('closes this machine’s processes where the database does not answer', async () => {
  const nowhere = 'postgres://nobody:nothing@127.0.0.1:1/none'
  const [code, said] = await maintenance(['on'], nowhere)
  expect([code, said]).toEqual([
    0,
    'The database does not answer: the processes of this machine are closed by a file.\n',
  ])
  await becomes(503)
  await maintenance(['off'])
  await becomes(303)
})

test('says how it is used', async () => {
  for (const args of [[], ['on', 'later'], ['off', '2pm'], ['on', '2pm', 'now']]) {
    const [code, said] = await maintenance(args)
    expect([code, said.split('\n')[0]]).toEqual([1, 'Usage: npm run maintenance -- on ["2pm"]'])
  }
})

test('ends the sessions of the one person who is meant', async () => {
  const { db } = database
  for (const [subject, name] of [
    ['one', 'Ada Example'],
    ['two', 'Ada Sample'],
  ]) {
    await query(
      db,
      `with person as (
         insert into people (issuer, subject, name, last_signed_in_at)
         values ('https://sign-in.example.org', :subject, :name, now()) returning id)
       insert into sessions (sid, sess, expire)
       select :subject, json_build_object('signedIn', json_build_object('personId', id)), now() + interval '1 hour' from person`,
      { subject, name },
    )
  }
  const endSessions = (asked: string) => command('src/endSessions.ts', [asked])
  const [, choice] = await endSessions('ada')
  expect(choice).toContain('Several people match')
  expect(choice).toContain('Ada Example  one')
  expect(choice).toContain('Ada Sample  two')
  expect(await endSessions('Nobody')).toEqual([0, 'Nobody of that name has signed in.\n'])
  expect(await endSessions('two')).toEqual([0, 'Sessions ended: 1\n'])
  expect(await query(db, 'select sid from sessions')).toEqual([{ sid: 'one' }])
})
