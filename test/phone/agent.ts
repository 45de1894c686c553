/** An agent on the phone: as the clerk of `test/staff/desk.ts`, with calls, and a caller's answers. */
import { typedPrisoner, typedYou } from '../journeyAnswers.ts'
import { deskOf } from '../staff/desk.ts'
import type { Desk } from '../staff/desk.ts'
import type { Form } from '../staff/staffBrowser.ts'

export interface PhoneAgent extends Omit<Desk, 'upTo'> {
  /** Starts a call; gives the address of its page. */
  starts: (typed?: Form) => Promise<string>
  /** Answers everything up to the page of that name, in a new draft of that call. */
  books: (call: string, page: string, typed?: Record<string, Form>) => Promise<void>
}

export async function agentOf(url: string, person = 'agent'): Promise<PhoneAgent> {
  const desk = await deskOf(url, person)
  return {
    ...desk,
    async starts(typed = {}) {
      await desk.opens('/phone')
      await desk.answers({ channel: 'phone', manner: 'on_behalf', reason: 'no_internet', ...typed })
      return desk.address()
    },
    async books(call, page, typed = {}) {
      const pages: [string, () => Form][] = [
        ['prison', () => ({ prison: 'leeds' })],
        ['prisoner', () => typedPrisoner],
        ['your-details', () => typedYou],
        ['other-visitors', () => ({ another: 'no' })],
        ['first-choice', () => ({ slot: desk.firstFree() })],
        ['second-choice', () => ({ slot: 'none' })],
        ['support', () => ({})],
        ['contact-details', () => ({ email: 'gwen@example.org', language: 'en' })],
      ]
      await desk.opens(`${call}/book/prison`)
      for (const [name, usual] of pages) {
        if (page === name) return
        await desk.answers(typed[name] ?? usual())
      }
    },
  }
}
