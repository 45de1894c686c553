/** A timetable written as a file is the same when it is read again, and every error has its line and column. */
import fc from 'fast-check'
import { visitTypes } from '../../src/domain/slots.ts'
import { tidyText } from '../../src/domain/tidyText.ts'
import { readTimetable, writeTimetable } from '../../src/staff/timetable/csv.ts'
import type { CsvTimetable } from '../../src/staff/timetable/csv.ts'
import { mostCsvLines } from '../../src/staff/timetable/csvCells.ts'
import { hostile } from '../hostile.ts'

const today = '2026-11-18'

const header = 'What,Visit type,Weekday,From,To,Start,End,Places,Reason'
const file = (...lines: string[]) => [header, ...lines].join('\n')
const monday = 'time,social,Monday,2026-11-23,,10:00,11:00,5,'

/** `line column problem` of everything that is wrong with a text. */
function problemsOf(text: string): string[] {
  const read = readTimetable(text, today)
  if (!('problems' in read)) return []
  return read.problems.map(({ line, column, problem }) => `${line} ${column ?? '-'} ${problem}`)
}

const timetableOf = (text: string): CsvTimetable => {
  const read = readTimetable(text, today)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.timetable
}

const time = fc
  .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 600 }))
  .map(([starts, minutes]) => [starts, Math.min(starts + minutes, 1439)])
  .map((minutes) =>
    minutes.map(
      (of) => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`,
    ),
  )
  .map(([starts = '', ends = '']) => ({ starts, ends }))
const date = fc
  .date({
    min: new Date('2026-11-18T00:00Z'),
    max: new Date('2030-12-31T00:00Z'),
    noInvalidDate: true,
  })
  .map((instant) => instant.toISOString().slice(0, 10))
const dates = fc.tuple(date, date).map((two) => two.sort())
const wanted = fc.integer({ min: 0, max: 999 })
const visitType = fc.constantFrom(...visitTypes)
const reason = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', '＝', 'a'),
      maxLength: 8,
    }),
  )
  .map(tidyText)

const timetables = fc.record({
  times: fc.uniqueArray(
    fc
      .tuple(visitType, fc.integer({ min: 1, max: 7 }), time, wanted, dates, fc.boolean())
      .map(([type, weekday, clock, places, [validFrom = '', last = ''], isOpen]) => ({
        visitType: type,
        weekday,
        ...clock,
        wanted: places,
        validFrom,
        validTo: isOpen ? null : last,
      })),
    { selector: ({ visitType: type, weekday }) => `${type} ${weekday}`, maxLength: 20 },
  ),
  exceptions: fc.uniqueArray(
    fc
      .tuple(visitType, date, time, wanted)
      .map(([type, day, clock, places]) => ({ visitType: type, date: day, ...clock, wanted: places })),
    { selector: ({ visitType: type, date: day }) => `${type} ${day}`, maxLength: 10 },
  ),
  closures: fc.array(
    fc
      .tuple(fc.option(visitType), dates, fc.option(time), reason)
      .map(([type, [from = '', to = ''], clock, why]) => ({
        visitType: type,
        from,
        to,
        starts: clock?.starts ?? null,
        reason: why,
      })),
    { maxLength: 10 },
  ),
})

const isEmpty = ({ times, exceptions, closures }: CsvTimetable) =>
  times.length + exceptions.length + closures.length === 0

describe('a timetable', () => {
  test('is the same when it is read again', () => {
    const property = fc.property(timetables, (timetable) => {
      fc.pre(!isEmpty(timetable))
      expect(timetableOf(writeTimetable(timetable))).toEqual(timetable)
    })
    fc.assert(property, { numRuns: 300 })
  })

  test('is the same from semicolons, other line ends and without the mark at its beginning', () => {
    const property = fc.property(timetables, fc.constantFrom('\n', '\r\n', '\r'), (timetable, end) => {
      fc.pre(!isEmpty(timetable))
      const plain = { ...timetable, closures: timetable.closures.map((one) => ({ ...one, reason: 'Staff' })) }
      const text = writeTimetable(plain).slice(1).replaceAll(',', ';').replaceAll('\r\n', end)
      expect(timetableOf(text)).toEqual(plain)
    })
    fc.assert(property, { numRuns: 100 })
  })

  test('never has a cell that a spreadsheet takes for a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t=', '＝']) {
      const closure = { visitType: null, from: today, to: today, starts: null, reason: `${start}cmd()` }
      const written = writeTimetable({ times: [], exceptions: [], closures: [closure] })
      expect(written).toContain(`,'${start}cmd()`)
    }
  })

  test('has its header and its words as the page says', () => {
    const times = [{ weekday: 1, starts: '10:00', ends: '11:00', wanted: 5, validFrom: '2026-11-23' }]
    const written = writeTimetable({
      times: times.map((one) => ({ ...one, visitType: 'official_in_person', validTo: null })),
      exceptions: [],
      closures: [],
    })
    const line = 'time,official in person,Monday,2026-11-23,,10:00,11:00,5,'
    expect(written).toBe(`\uFEFF${header}\r\n${line}\r\n`)
  })
})

describe('a file', () => {
  test('may have its columns in any order, capitals, short weekdays and the dates and times of a spreadsheet', () => {
    const text = [
      'places,WHAT,visit type,weekday,start,end,from,to,reason',
      '5,Time,Official_Video,mon,9:30,10:30:00,23/11/2026,31/12/2026,',
      ',,,,,,,,',
      ' 5 , exception , social , , 9.30 , 1030 , 25.12.2026 , , ',
    ].join('\r\n')
    expect(timetableOf(text)).toEqual({
      times: [
        {
          visitType: 'official_video',
          weekday: 1,
          starts: '09:30',
          ends: '10:30',
          wanted: 5,
          validFrom: '2026-11-23',
          validTo: '2026-12-31',
        },
      ],
      exceptions: [{ visitType: 'social', date: '2026-12-25', starts: '09:30', ends: '10:30', wanted: 5 }],
      closures: [],
    })
  })

  test('that is right is read whole, with the line of each entry', () => {
    const closure = 'closure,,,2026-12-25,2026-12-26,,,,"Christmas\nand Boxing Day"'
    const read = readTimetable(file(closure, 'exception,social,,2026-12-24,,10:00,11:00,5,', monday), today)
    expect(read).toMatchObject({ lines: [5, 4, 2] })
  })

  test.each([
    ['', ['1 - headerMissing']],
    ['\n\n', ['1 - headerMissing']],
    [header, ['2 - nothing']],
    ['What,Weekday,Colour', expect.arrayContaining(['1 - columnUnknown', '1 - columnMissing'])],
    [`${header},What\n${monday}`, ['1 - columnTwice']],
    [file(`${monday},more`), ['2 - tooManyCells']],
    [file('closure,,,2026-12-25,2026-12-26,,,,"Christmas'), ['2 - quotes']],
    [file(...Array.from({ length: mostCsvLines + 1 }, () => monday)), ['1 - tooManyLines']],
  ])('is refused as a whole: %j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })

  test.each([
    [',social,Monday,2026-11-23,,10:00,11:00,5,', ['What what.missing']],
    ['constructor,social,Monday,2026-11-23,,10:00,11:00,5,', ['What what.unknown']],
    ['time,,Monday,2026-11-23,,10:00,11:00,5,', ['Visit type type.missing']],
    ['time,family,Monday,2026-11-23,,10:00,11:00,5,', ['Visit type type.unknown']],
    ['time,social,,2026-11-23,,10:00,11:00,5,', ['Weekday weekday.missing']],
    ['time,social,Someday,2026-11-23,,10:00,11:00,5,', ['Weekday weekday.unknown']],
    ['time,social,Monday,,,10:00,11:00,5,', ['From date.missing']],
    ['time,social,Monday,2026-02-30,,10:00,11:00,5,', ['From date.notReal']],
    ['time,social,Monday,2026-11-23,soon,10:00,11:00,5,', ['To date.notReal']],
    ['time,social,Monday,2026-11-23,2026-11-22,10:00,11:00,5,', ['To date.toBeforeFrom']],
    ['time,social,Monday,2026-01-05,2026-11-17,10:00,11:00,5,', ['To date.past']],
    ['time,social,Monday,2026-11-23,,,24:00,5,', ['Start time.missing', 'End time.notReal']],
    ['time,social,Monday,2026-11-23,,11:00,11:00,5,', ['End time.endsBeforeStarts']],
    ['time,social,Monday,2026-11-23,,10:00,11:00,,', ['Places places.missing']],
    ['time,social,Monday,2026-11-23,,10:00,11:00,many,', ['Places places.notNumber']],
    ['time,social,Monday,2026-11-23,,10:00,11:00,1000,', ['Places places.outside']],
    ['time,social,Monday,2026-11-23,,10:00,11:00,5,Because', ['Reason other.leaveEmpty']],
    ['exception,social,Monday,2026-12-24,,10:00,11:00,5,', ['Weekday other.leaveEmpty']],
    ['exception,social,,2026-11-17,,10:00,11:00,5,', ['From date.past']],
    ['closure,,,2026-12-25,,,,,', ['To date.missing']],
    ['closure,,,2026-12-25,2026-12-24,,,,', ['To date.toBeforeFrom']],
    ['closure,,,2026-11-16,2026-11-17,,,,', ['To date.past']],
    [
      'closure,,,2026-12-25,2026-12-26,ten,11:00,5,',
      ['Start time.notReal', 'End other.leaveEmpty', 'Places other.leaveEmpty'],
    ],
  ])('is refused for the line %s', (line, problems) => {
    const found = problemsOf(file(monday, line))
    expect(found.sort()).toEqual(problems.map((problem) => `3 ${problem}`).sort())
  })

  test('is refused for a reason that is too long', () => {
    const closure = 'closure,,,2026-12-25,2026-12-26,,,,'
    expect(problemsOf(file(closure + 'a'.repeat(501)))).toEqual(['2 Reason reason.tooLong'])
    expect(problemsOf(file(closure + '🙂'.repeat(500)))).toEqual([])
  })

  test('is refused for times that overlap, each with the line that it meets', () => {
    const text = file(
      monday,
      'time,social,Monday,2026-12-01,,10:30,11:30,5,',
      'time,social,Monday,2026-12-01,,11:30,12:30,5,',
      'time,official video,Monday,2026-12-01,,10:30,11:30,5,',
      'exception,social,,2026-12-24,,10:00,11:00,5,',
      'exception,social,,2026-12-24,,10:59,12:00,5,',
    )
    const read = readTimetable(text, today)
    const problem = { column: 'Start', problem: 'time.overlaps' }
    expect(read).toEqual({
      problems: [
        { line: 3, ...problem, values: { other: 2 } },
        { line: 7, ...problem, values: { other: 6 } },
      ],
    })
  })

  test('may have times that end before others begin to hold', () => {
    const later = 'time,social,Monday,2026-12-08,,10:30,11:30,5,'
    expect(problemsOf(file('time,social,Monday,2026-11-23,2026-12-07,10:00,11:00,5,', later))).toEqual([])
  })

  test('has all its errors told, in order of lines', () => {
    const text = file('time,,Monday,x,,10:00,11:00,5,', monday, 'holiday,,,,,,,,', monday)
    expect(problemsOf(text)).toEqual([
      '2 Visit type type.missing',
      '2 From date.notReal',
      '4 What what.unknown',
      '5 Start time.overlaps',
    ])
  })

  test.each(Object.entries(hostile))(
    'with %s anywhere is read or refused, and nothing else',
    (_what, word) => {
      const quoted = `"${word.replaceAll('"', '""')}"`
      for (const text of [word, `${header}\n${word}`, `${word}\n${monday}`]) {
        expect(problemsOf(text).length).toBeGreaterThan(0)
      }
      for (let at = 0; at < 9; at += 1) {
        const cells = monday.split(',')
        cells[at] = quoted
        const isRead = word === '' && [4, 8].includes(at)
        expect([at, problemsOf(file(cells.join(','))).length > 0]).toEqual([at, !isRead])
      }
    },
  )
})
