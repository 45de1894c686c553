/** The decision form with what no clerk's browser sends: shown again or refused, and nothing decided. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aRequest, child, forgetVisits, gwen } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { formOf, open, signedIn } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let service: TestService
let clerk: Agent
let address: string
let form: Form

beforeAll(async () => {
  let owner: Database
  ;({ db, owner } = await testDatabase())
  await forgetVisits(owner)
  service = await testService(db)
  clerk = await signedIn(service.url, 'clerk')
  const visit = await aRequest(db, { party: [gwen, child], choices: 3 })
  address = `/staff/visits/${visit.reference}`
  const $ = await open(clerk, address)
  form = { ...formOf($), decision: 'reject' }
})

const send = (body: Form | string) => clerk.post(`${address}/decision`).type('form').send(body)

async function nothingIsDecided(): Promise<void> {
  expect(await query(db, 'select status, version from visits')).toEqual([{ status: 'requested', version: 1 }])
}

test.each(Object.entries(hostile))('%s in any field decides nothing', async (_what, word) => {
  for (const name of Object.keys(form)) {
    if (name === '_csrf') continue
    const answer = await send({ ...form, [name]: word })
    expect([name, answer.status >= 400 && answer.status < 500]).toEqual([name, true])
    expect(answer.text).not.toContain('<script>alert')
  }
  await nothingIsDecided()
})

test('fields twice, as lists and as objects decide nothing', async () => {
  const token = encodeURIComponent(String(form._csrf))
  for (const name of Object.keys(form)) {
    for (const body of [
      `${name}=a&${name}=b`,
      `${name}[]=a`,
      `${name}[b]=1`,
      `${name}[__proto__][x]=1&__proto__=1`,
    ]) {
      const answer = await send(`_csrf=${token}&version=1&decision=reject&${body}`)
      expect([body, answer.status >= 400 && answer.status < 500]).toEqual([body, true])
    }
  }
  await nothingIsDecided()
})
