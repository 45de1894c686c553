/** A colleague sees somebody's list by an invitation that both accept and either ends. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { sendNotification } from '../../src/notifications/sendNotification.ts'
import type { OutgoingMessage } from '../../src/notifications/deliver.ts'
import { randomBytes } from 'node:crypto'
import type { Browser } from '../browser.ts'
import { anOfficialRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { forgetOfficials } from '../officials.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { personIdOf, professionalBrowser } from './professionalBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let sunil: Browser
let sian: Browser

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await owner.raw('delete from notifications where share_id is not null')
  await forgetOfficials(owner)
  sunil = await professionalBrowser(service)
  sian = await professionalBrowser(service, 'solicitor-two')
})

const colleague = 'solicitor-two@example.org'

async function invites(email = colleague): Promise<Browser> {
  await sunil.opens('/professional/sharing')
  return sunil.posts('/professional/sharing', { email })
}

const shareIdOf = async () => {
  const [row] = await query<{ id: number }>(owner, 'select max(id) as id from list_shares')
  return row?.id ?? 0
}

const answers = async (browser: Browser, way: string, id?: number) => {
  await browser.opens('/professional/sharing')
  return browser.posts(`/professional/sharing/${id ?? (await shareIdOf())}/${way}`, {})
}

const events = async () =>
  (
    await query<{ what: string }>(
      owner,
      "select what from professional_events where what like 'share%' order by id",
    )
  ).map(({ what }) => what)

async function sent(): Promise<OutgoingMessage[]> {
  const messages: OutgoingMessage[] = []
  const rows = await query<{ id: string }>(
    db,
    "select id from notifications where share_id is not null and state = 'queued'",
  )
  for (const { id } of rows) {
    await sendNotification(id, {
      db,
      now: clock.now(),
      randomBytes,
      publicUrl: 'https://visits.example.org',
      deliver: (message) => Promise.resolve((messages.push(message), 'sent' as const)),
    })
  }
  return messages
}

describe('an invitation', () => {
  test('goes by e-mail, in the inviter’s language, with a name and a proven address', async () => {
    expect((await invites('  Solicitor-Two@Example.org ')).text()).toContain('We are sending the invitation.')
    await sunil.opens('/professional/sharing?lang=cy')
    await sunil.posts('/professional/sharing', { email: 'arall@example.org' })
    const [english, welsh] = await sent()
    expect(english).toMatchObject({ to: colleague, channel: 'email', language: 'en' })
    expect(english?.subject).not.toMatch(/Sunil|solicitor/i)
    expect(english?.body).toContain('Sunil Solicitor (solicitor@example.org)')
    expect(english?.body).toContain('https://visits.example.org/professional/sharing?lang=en')
    expect(english?.body).toContain('Wednesday 2 December 2026')
    expect(welsh?.body).toContain('Mae Sunil Solicitor')
    await sunil.opens('/professional?lang=en')
  })

  test('carries no link that its sender typed', async () => {
    await sunil.opens('/professional/details')
    await sunil.answers({ name: 'Win at www.evil.example now http://evil.example' })
    await invites()
    const [message] = await sent()
    expect(message?.body).not.toMatch(/evil\.example|http:\/\/evil/)
  })

  test('is accepted by its address’s owner, who then sees the list and changes nothing', async () => {
    const visit = await anOfficialRequest(db, { professionalId: await personIdOf(db) })
    await invites()
    await sian.opens(`/professional/visits/${visit.reference}`)
    expect(sian.status()).toBe(404)
    await sian.opens('/professional/sharing')
    expect(sian.text()).toContain('Sunil Solicitor')
    await answers(sian, 'accept')
    expect(sian.text()).toContain('You can now see these visits in your list.')
    await sian.opens('/professional')
    expect(sian.text()).toContain('Shared by Sunil Solicitor')
    await sian.opens(`/professional/visits/${visit.reference}`)
    expect(sian.text()).toContain('Only Sunil Solicitor can change or cancel it.')
    expect(sian.page()('main a[href$="/withdraw"]').length).toBe(0)
    expect(
      (await sian.posts(`/professional/visits/${visit.reference}/withdraw`, { version: '1' })).status(),
    ).toBe(404)
    expect((await sunil.opens('/professional/sharing')).text()).toContain('Can see your visits since')
    expect(await events()).toEqual(['share_invited', 'share_accepted'])
  })

  test('is declined, and can be sent again', async () => {
    await invites()
    await answers(sian, 'decline')
    expect(sian.text()).toContain('You have declined the invitation.')
    expect((await sunil.opens('/professional/sharing')).text()).toContain('Nobody else can see your visits.')
    await invites()
    expect(await events()).toEqual(['share_invited', 'share_declined', 'share_invited'])
  })

  test('sent twice at once is one', async () => {
    await invites()
    expect((await invites()).text()).toContain('We are sending the invitation.')
    expect((await sent()).length).toBe(1)
    clock.set('2026-11-18T10:06:00Z')
    expect((await invites()).errors()).toEqual([
      'You have already invited this colleague. They can still accept',
    ])
  })

  test.each([
    ['', 'Enter your colleague’s email address'],
    ['nobody', 'Enter an email address in the correct format, like name@example.com'],
    ['SOLICITOR@example.org', 'Enter a colleague’s email address, not your own'],
  ])('to “%s” is refused', async (email, words) => {
    const page = await invites(email)
    expect([page.status(), page.errors()]).toEqual([422, [words]])
    expect(page.value('email')).toBe(email)
  })

  test('lapses after 14 days, and can then be sent again', async () => {
    await invites()
    const id = await shareIdOf()
    await owner.raw('alter table list_shares disable trigger list_shares_guard')
    await owner.raw("update list_shares set invited_at = '2026-11-04T09:59:00Z'")
    await owner.raw('alter table list_shares enable trigger list_shares_guard')
    expect((await sian.opens('/professional/sharing')).text()).not.toContain('Invitations to you')
    await answers(sian, 'accept', id)
    expect(sian.text()).toContain('This invitation or sharing has already ended.')
    expect((await sunil.opens('/professional/sharing')).text()).toContain('Nobody else can see your visits.')
    expect(await sent()).toEqual([])
    await invites()
    expect((await sent()).length).toBe(1)
  })

  test('is answered by nobody else', async () => {
    await invites('somebody@example.org')
    for (const way of ['accept', 'decline', 'end']) {
      await answers(sian, way)
      expect([way, sian.text().includes('has already ended')]).toEqual([way, true])
    }
    await answers(sunil, 'accept')
    expect(sunil.text()).toContain('has already ended')
    for (const id of ['0', '99999999999', 'x']) {
      await sian.posts(`/professional/sharing/${id}/end`, {})
      expect(sian.text()).toContain('has already ended')
    }
    expect(await events()).toEqual(['share_invited'])
  })
})

test.each(['sunil', 'sian'])('what is shared is ended by %s', async (who) => {
  const visit = await anOfficialRequest(db, { professionalId: await personIdOf(db) })
  await invites()
  await answers(sian, 'accept')
  await answers(who === 'sunil' ? sunil : sian, 'end')
  expect((await sian.opens(`/professional/visits/${visit.reference}`)).status()).toBe(404)
  expect((await sian.opens('/professional')).text()).toContain('You have no official visits yet.')
  expect((await sunil.opens(`/professional/visits/${visit.reference}`)).status()).toBe(200)
  expect(await events()).toEqual(['share_invited', 'share_accepted', 'share_ended'])
})
