/** A person of the benchmark: keeps cookies, reads the token of a page, fills in the questions. */
import { Agent } from 'node:http'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

let people = 0

/** An address of a person's own, which a site hears of that trusts whoever passes it on. */
function newAddress(): string {
  people += 1
  return `10.${(people >> 16) & 255}.${(people >> 8) & 255}.${people & 255}`
}

export class Person {
  readonly site: string
  readonly address = newAddress()
  cookie = ''
  token = ''
  constructor(site: string) {
    this.site = site
  }

  private send(method: string, path: string, body?: string): Promise<Answer> {
    const headers: Record<string, string> = { 'x-forwarded-for': this.address }
    if (this.cookie) headers.cookie = this.cookie
    if (body !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded'
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.site), { method, agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const [set] = response.headers['set-cookie'] ?? []
          if (set) this.cookie = set.split(';')[0] ?? ''
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          })
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  /** Opens a page, following redirects; remembers its token. Gives the path where it ended. */
  async opens(path: string): Promise<{ path: string; page: string }> {
    const answer = await this.send('GET', path)
    const { location } = answer.headers
    if (answer.status >= 300 && location) return this.opens(new URL(location, this.site).pathname)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    this.token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? this.token
    return { path, page: answer.body }
  }

  /** Sends a form; gives where it leads. */
  async sends(path: string, typed: Record<string, string>): Promise<string> {
    const answer = await this.send(
      'POST',
      path,
      new URLSearchParams({ _csrf: this.token, ...typed }).toString(),
    )
    const { location } = answer.headers
    if (answer.status !== 303 || !location) throw new Error(`${path} answered ${answer.status} to a form`)
    return new URL(location, this.site).pathname
  }
}

let asked = 0

/** A prison number that nobody used yet. */
export function newPrisonNumber(): string {
  asked += 1
  const letters = String.fromCharCode(65 + (Math.floor(asked / 10_000) % 26))
  return `${letters}${String(asked % 10_000).padStart(4, '0')}ZZ`
}

const slotsOn = (page: string) =>
  [...page.matchAll(/name="slot" type="radio" value="(\d+)"/g)].map(([, id = '']) => id)

const born = { 'dateOfBirth-day': '15', 'dateOfBirth-month': '6', 'dateOfBirth-year': '1985' }

/** What a person types on each page; the slot is chosen by chance, so that people do not all want the same. */
const typed: Record<string, (page: string) => Record<string, string>> = {
  prison: () => ({ prison: 'leeds' }),
  prisoner: () => ({ firstName: 'Dewi', lastName: 'Test', ...born, prisonNumber: newPrisonNumber() }),
  'your-details': () => ({ firstName: 'Gwen', lastName: 'Example', ...born }),
  'other-visitors': () => ({ another: 'no' }),
  'first-choice': (page) => {
    const slots = slotsOn(page)
    return { slot: slots[asked % slots.length] ?? '' }
  },
  'second-choice': () => ({ slot: 'none' }),
  support: () => ({}),
  'contact-details': () => ({ email: 'gwen@example.org' }),
  'check-answers': () => ({}),
}

/** Goes through the journey as far as a page (not answering it); gives the page's path. */
export async function journeyTo(person: Person, last: string): Promise<string> {
  let { path, page } = await person.opens('/book/prison')
  for (;;) {
    const name = path.split('/').at(-1) ?? ''
    if (name === last) return path
    const answers = typed[name]
    if (!answers) throw new Error(`Ended on ${path}`)
    const next = await person.sends(path, answers(page))
    ;({ path, page } = await person.opens(next))
  }
}

/** The whole journey, to "Request sent". */
export async function wholeJourney(site: string): Promise<void> {
  const person = new Person(site)
  const path = await journeyTo(person, 'check-answers')
  const { page } = await person.opens(await person.sends(path, {}))
  if (!page.includes('Request sent')) throw new Error('The request was not sent')
}
