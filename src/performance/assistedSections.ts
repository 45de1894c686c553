/** Knows the section about assisted digital: a table for each channel, and why help was needed. */
import { callChannels, helpReasons } from '../domain/calls.ts'
import type { CallChannel } from '../domain/calls.ts'
import type { MonthMeasures } from '../domain/measures/assemble.ts'
import type { ToldAssisted } from '../domain/measures/monthMeasures.ts'
import { monthTable, sectionOf } from './section.ts'
import type { Section, Table, Writing } from './section.ts'
import { drawn, write } from './told.ts'

function channelTable(writing: Writing, months: readonly MonthMeasures[], channel: CallChannel): Table {
  const { tell, translator } = writing
  const { text } = translator
  const column = (name: string, told: (of: ToldAssisted) => string) => ({
    name: text(`performance.sections.assisted.columns.${name}`),
    tell: (of: MonthMeasures) => told(of.assisted[channel]),
  })
  const waits = [
    column('wait', (of) => tell.number(of.waitSeconds)),
    column('abandonment', (of) => tell.percent(of.abandonment)),
  ]
  return monthTable(writing, text(`performance.sections.assisted.channels.${channel}`), months, [
    column('volume', (of) => tell.number(of.volume)),
    column('bookings', (of) => tell.number(of.bookings)),
    column('minutes', (of) => tell.number(of.minutes)),
    column('talkThrough', (of) => tell.number(of.talkThrough)),
    column('onBehalf', (of) => tell.number(of.onBehalf)),
    ...(channel === 'phone' ? waits : []),
    column('weighted', (of) => tell.percent(of.satisfaction.weighted)),
    column('costPerMinute', (of) => tell.pounds(of.costPerMinute)),
    column('costPerBooking', (of) => tell.pounds(of.costPerBooking)),
  ])
}

function reasonsTable({ tell, translator }: Writing, latest: MonthMeasures): Table {
  const { text } = translator
  return {
    caption: text(`performance.sections.assisted.reasons.caption`, { month: translator.month(latest.month) }),
    head: [
      text(`performance.sections.assisted.reasons.reason`),
      ...callChannels.map((channel) => text(`performance.sections.assisted.channels.${channel}`)),
    ],
    rows: helpReasons.map((reason) => [
      text(`performance.sections.assisted.reasons.names.${reason}`),
      ...callChannels.map((channel) => tell.number(latest.assisted[channel].reasons[reason])),
    ]),
  }
}

export function assistedSections(writing: Writing, months: readonly MonthMeasures[]): Section {
  const { tell, translator } = writing
  const latest = months.at(-1)
  const volumes = callChannels.map((channel) => ({
    name: translator.text(`performance.sections.assisted.channels.${channel}`),
    tell: (of: MonthMeasures) => tell.number(of.assisted[channel].volume),
    draw: (of: MonthMeasures) => drawn(of.assisted[channel].volume),
  }))
  const section = sectionOf(writing, months, volumes, { key: 'assisted', writeAxis: write.number })
  const tables = callChannels.map((channel) => channelTable(writing, months, channel))
  return { ...section, tables: [...tables, ...(latest ? [reasonsTable(writing, latest)] : [])] }
}
