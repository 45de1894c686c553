/** Knows the file of a timetable as lines of cells: its columns, and how many lines it may have. */
import * as file from '../../web/csvFile.ts'

/** The columns, in the order in which they are written; a file may have them in any order. */
export const csvColumns = [
  'What',
  'Visit type',
  'Weekday',
  'From',
  'To',
  'Start',
  'End',
  'Places',
  'Reason',
] as const
export type CsvColumn = (typeof csvColumns)[number]

export type CsvCells = Record<CsvColumn, string>

/** One line of the file that is not empty; the header is in line 1. */
export type CsvLine = file.CsvLine<CsvColumn>

/** What is wrong, as a text key; with no column when the line or the file is. */
export type CsvProblem = file.CsvProblem<CsvColumn>

/** More times than any place has, few enough to check and to show. */
export const mostCsvLines = 1000

export const writeCells = (lines: readonly CsvCells[]): string => file.writeCells(csvColumns, lines)

/** The lines of a file as sent, or everything that is wrong with its form. */
export const readCells = (text: string) => file.readCells(text, csvColumns, mostCsvLines)
