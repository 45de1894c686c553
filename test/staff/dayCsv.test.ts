/** The visits of a day as a file for spreadsheets, which runs nothing that people typed. */
import { parse } from 'csv-parse/sync'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aDecidedVisit, child, forgetVisits, gwen } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import { signedIn, tokenOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

const date = '2026-11-24'
const day = `/staff/day/${date}`

let db: Database
let owner: Database
let url: string
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  ;({ url } = await testService(db))
})
beforeEach(async () => {
  await forgetVisits(owner)
  clerk = await signedIn(url, 'clerk')
  const form = { _csrf: await tokenOf(clerk), place: 'leeds' }
  await clerk.post('/staff/place').type('form').send(form)
})

describe('the spreadsheet', () => {
  const download = async () => {
    const answer = await clerk.get(`${day}/visits.csv`).buffer(true)
    return { answer, rows: parse<Record<string, string>>(answer.text, { columns: true, bom: true }) }
  }

  test('has a row for each visitor who can come', async () => {
    const visit = await aDecidedVisit(
      db,
      { bookingReference: 'LEI/42' },
      { party: [gwen, child], support: { hearingLoop: true, other: 'A chair' } },
    )
    const { answer, rows } = await download()
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toBe('attachment; filename=visits-leeds-2026-11-24.csv')
    expect(answer.text.charCodeAt(0)).toBe(0xfeff)
    expect(rows).toHaveLength(2)
    expect(rows[1]).toEqual({
      Prison: 'Leeds',
      Date: date,
      Starts: '14:00',
      Ends: '15:00',
      'Kind of visit': 'Social visits',
      Reference: visit.reference,
      'Prison reference': 'LEI/42',
      Status: 'Booked',
      'Closed visit': 'No',
      'Prison number': 'A1234BC',
      'Prisoner’s last name': 'Test',
      'Prisoner’s first name': 'Dewi',
      'Main visitor': 'No',
      'Visitor’s last name': 'Example',
      'Visitor’s first name': 'Tomos',
      'Date of birth': '2018-02-28',
      'Age on the day': '8',
      'Comes as': 'Visitor',
      'Purpose, items and joining': '',
      'Extra support': 'Hearing loop; Something else: A chair',
    })
  })

  test.each(['=1+1', '+1', '-1', '@A1', '\tA1', '\rA1'])('does not let %j be a formula', async (typed) => {
    const visit = await aDecidedVisit(db)
    await query(db, 'update visits set booking_reference = :typed where id = :id', { typed, id: visit.id })
    await query(db, 'update visit_visitors set last_name = :typed where visit_id = :id', {
      typed,
      id: visit.id,
    })
    const { rows } = await download()
    expect(rows[0]?.['Prison reference']).toBe(`'${typed}`)
    expect(rows[0]?.['Visitor’s last name']).toBe(`'${typed}`)
  })

  test('keeps quotes, commas and accents', async () => {
    const party = [{ ...gwen, lastName: 'O’Neill, "Siân"' }]
    await aDecidedVisit(db, {}, { party })
    expect((await download()).rows[0]?.['Visitor’s last name']).toBe('O’Neill, "Siân"')
  })

  test('of an empty day has headings alone', async () => {
    const answer = await clerk.get('/staff/day/2030-01-01/visits.csv')
    expect(answer.text.trim().split('\r\n')).toHaveLength(1)
  })
})
