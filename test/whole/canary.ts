/** Values that stand nowhere else, and the people who type them. */
import { agentOf } from '../phone/agent.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { firstFree } from '../journeyAnswers.ts'
import { deskOf } from '../staff/desk.ts'
import { sendForm } from '../staff/actionBrowser.ts'
import { search } from '../staff/searchBrowser.ts'
import { open, sendDecision, tokenOf } from '../staff/staffBrowser.ts'
import type { Agent, Form } from '../staff/staffBrowser.ts'

export const marked = {
  prisonerFirst: 'Wexprisoner',
  prisonerLast: 'Qanonlast',
  prisonNumber: 'K7391XQ',
  first: 'Zebedee',
  last: 'Vizzini',
  childFirst: 'Ophelinda',
  childLast: 'Marchpane',
  email: 'canary.bird@example.org',
  newEmail: 'canary.nest@example.org',
  mobile: '07700 900417',
  other: 'a mauve canary chair',
  message: 'Bring the mauve paper',
  note: 'The mauve officer rang',
  comment: 'A mauve and slow form',
  complaint: 'I never agreed to mauve',
  complainer: 'Grizelda',
  professional: 'Perpetua Quillfeather',
  organisation: 'Quillfeather and Mauve',
  caseReference: 'T20267391',
  urgentReason: 'The mauve hearing is near',
  joining: 'mauve7391',
  street: '7391 Mauve Street',
  postcode: 'ZE7 3QX',
}
export const birthdays = ['1971-03-29', '1969-07-23', '2017-09-19'] as const
const born = (date: string): Form => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { 'dateOfBirth-day': day, 'dateOfBirth-month': month, 'dateOfBirth-year': year }
}
const you: Form = { firstName: marked.first, lastName: marked.last, ...born(birthdays[1]) }
const prisoner: Form = {
  ...{ firstName: marked.prisonerFirst, lastName: marked.prisonerLast },
  ...{ prisonNumber: marked.prisonNumber, ...born(birthdays[0]) },
}
const child: Form = { firstName: marked.childFirst, lastName: marked.childLast, ...born(birthdays[2]) }
const contact: Form = { email: marked.email, mobile: marked.mobile, texts: 'yes' }

/** A family asks for a visit, with a mistake on the way. */
export async function asksForVisit(url: string): Promise<Browser> {
  const visitor = await browser(url).opens('/book/prison')
  await visitor.answers({ prison: 'leeds' })
  await visitor.answers({ ...prisoner, prisonNumber: 'wrong' })
  await visitor.answers(prisoner)
  await visitor.answers(you)
  await visitor.answers({ another: 'yes' })
  await visitor.answers(child)
  await visitor.answers({ another: 'no' })
  await visitor.answers({ slot: firstFree(visitor) })
  await visitor.answers({ slot: firstFree(visitor) })
  await visitor.answers({ slot: 'none' })
  await visitor.answers({ support: 'other', other: marked.other })
  await visitor.answers({ email: `${marked.email} x` })
  await visitor.answers(contact)
  await visitor.answers()
  expect(visitor.heading()).toBe('Request sent')
  return visitor
}

/** A visitor finds the visit, corrects the address, cancels, and says what that was like. */
export async function findsAndCancels(url: string, reference: string): Promise<void> {
  const visitor = await browser(url).opens('/visits')
  await visitor.answers({ reference, ...born(birthdays[2]) })
  await visitor.answers({ reference, ...born(birthdays[1]) })
  expect(visitor.heading()).toBe('Visit booked')
  await visitor.follows('Change my contact details')
  await visitor.answers({ email: marked.newEmail })
  await visitor.follows('Cancel this visit')
  await visitor.answers()
  expect(visitor.heading()).toBe('Visit cancelled')
  await visitor.opens('/feedback?page=cancelled')
  await visitor.answers({ score: '2', comment: marked.comment })
  await visitor.opens('/privacy/ask')
  const asked = { kind: 'complaint', name: marked.complainer, email: marked.email, reference }
  await visitor.answers({ ...asked, words: marked.complaint })
}

/** A visitor who finds no time leaves an address. */
export async function asksForAlert(url: string): Promise<void> {
  const visitor = await browser(url).opens('/book/prison')
  await visitor.answers({ prison: 'cardiff' })
  await visitor.answers(prisoner)
  await visitor.answers(you)
  await visitor.answers({ another: 'no' })
  await visitor.follows('Tell me when times become free')
  await visitor.answers({ way: 'email', email: marked.email })
  expect(visitor.heading()).toBe('We will tell you when times become free')
}

/** A clerk notes something, decides with words of their own, writes again, and searches. */
export async function confirms(clerk: Agent, reference: string): Promise<void> {
  const note = { _csrf: await tokenOf(clerk), note: marked.note }
  expect((await clerk.post(`/staff/visits/${reference}/notes`).type('form').send(note)).status).toBe(303)
  const wrong = await sendDecision(clerk, reference, { decision: 'reject', message: marked.message })
  expect(wrong.status).toBe(422)
  const sent = await sendDecision(clerk, reference, { decision: 'choice1', message: marked.message })
  expect(sent.status).toBe(303)
  await sendForm(clerk, { reference }, 'message', { message: marked.message })
  const $ = await search(clerk, { name: marked.last })
  expect($('main').text()).toContain(marked.last)
}

/** Books at the prison's desk. */
export async function booksAtDesk(url: string): Promise<void> {
  const desk = await deskOf(url, 'clerk-two')
  await desk.opens('/staff/book')
  await desk.answers({ prison: 'leeds' })
  await desk.answers(prisoner)
  await desk.answers({ ...you, firstName: `${marked.first} ${marked.first}` })
  await desk.answers({ another: 'no' })
  await desk.answers({ slot: desk.firstFree() })
  await desk.answers({ slot: 'none' })
  await desk.answers({ support: 'other', other: marked.other })
  await desk.answers({ ...contact, language: 'cy' })
  await desk.answers()
  expect(desk.address()).toMatch(/^\/staff\//)
}

/** An agent finds the caller's visit at the second attempt; gives the call's address. */
export async function callsIn(url: string, reference: string): Promise<string> {
  const agent = await agentOf(url)
  const call = await agent.starts()
  await agent.opens(`${call}/find`)
  await agent.answers({ reference, contact: marked.newEmail })
  await agent.answers({
    reference,
    contact: marked.mobile,
    otherVisitor: `${marked.childFirst} ${marked.childLast}`,
  })
  expect(agent.address()).toContain(reference)
  return call
}

/** An agent books for a caller whom only letters reach; the letter is printed and posted. */
export async function callsWithoutEmail(url: string): Promise<void> {
  const agent = await agentOf(url)
  const call = await agent.starts()
  await agent.books(call, 'contact-details', {
    prisoner,
    'your-details': { ...you, lastName: `${marked.last} ${marked.last}` },
  })
  const address = { addressLine1: marked.street, addressLine3: 'Leeds', postcode: marked.postcode }
  await agent.answers({ email: '', language: 'cy', ...address, postcode: 'nowhere' })
  await agent.answers({ email: '', language: 'cy', ...address })
  await agent.answers({ confirmed: 'yes' })
  expect(agent.address()).toContain('/sent/')
  await agent.opens('/phone/letters')
  const letter = String(agent.page()('a[href^="/phone/letters/"]').first().attr('href'))
  await agent.opens(letter)
  expect(agent.text()).toContain(marked.street)
  await agent.posts(`${letter}/posted`, {})
  expect(agent.text()).toContain('Letter marked as posted')
}

/** A professional asks for a visit by video that cannot wait, and invites a colleague; gives the visit's reference. */
export async function asksOfficially(page: Browser): Promise<string> {
  await page.opens('/professional/details')
  await page.answers(profile)
  await page.opens('/professional/book')
  await page.answers({ purpose: 'legal_adviser' })
  await page.answers({ way: 'video' })
  await page.answers({ prison: 'leeds' })
  await page.answers({ ...prisoner, prisonNumber: 'wrong' })
  await page.answers(prisoner)
  await page.answers({ another: 'yes' })
  await page.answers({ kind: 'interpreter', firstName: marked.childFirst, lastName: marked.childLast })
  await page.answers({ another: 'no' })
  await page.follows('I need a visit sooner')
  await page.answers({ urgent: 'yes', reason: marked.urgentReason })
  await page.answers({ slot: firstFree(page) })
  await page.answers({ slot: 'none' })
  await page.answers({ reference: marked.caseReference })
  await page.answers()
  expect(page.heading()).toBe('Request sent')
  const [, reference = ''] = /visits\/(\w{8})/.exec(page.address()) ?? []
  await page.posts('/professional/sharing', { email: marked.newEmail })
  return reference
}

const profile: Form = {
  ...{ name: marked.professional, organisation: marked.organisation },
  ...{ role: 'Solicitor', bodyNumber: '7391', phone: marked.mobile },
}

/** A clerk says how to join an official visit. */
export async function confirmsOfficial(clerk: Agent, reference: string): Promise<void> {
  const sent = await sendDecision(clerk, reference, {
    ...{
      decision: 'choice1',
      joiningDetails: `https://video.example.org/${marked.joining}`,
      message: marked.message,
    },
  })
  expect(sent.status).toBe(303)
  await open(clerk, `/staff/visits/${reference}`)
}
