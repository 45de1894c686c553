/** Knows the sections about all prisons together, with the levels that past years set (standards K18). */
import type { MonthMeasures } from '../domain/measures/assemble.ts'
import { bookingsOf } from '../domain/measures/monthCounts.ts'
import { forPublic } from '../domain/measures/suppression.ts'
import { assistedSections } from './assistedSections.ts'
import { journeysIn } from './journeysIn.ts'
import { placeColumns } from './placeSections.ts'
import { sectionOf } from './section.ts'
import type { Column, Section, Writing } from './section.ts'
import { drawn, write } from './told.ts'

type Columns = Column<MonthMeasures>[]

/** Of the Performance Platform, and of the pilot's own accounts; pence, bookings and shares from 0 to 1. */
const baselines = {
  bookings: { of2017: 513_890 / 12 },
  takeUp: { of2017: 0.481 },
  satisfaction: { of2014: 0.865 },
  cost: { of2013: 375, of2014: 320 },
}

function baselinesOf(
  { translator }: Writing,
  key: keyof typeof baselines,
  written: (value: number) => string,
) {
  return Object.entries(baselines[key]).map(([year, value]) => {
    const name = translator.text(`performance.sections.${key}.baselines.${year}`)
    return { name: `${name}: ${written(value)}`, value }
  })
}

function bookingColumns({ tell, translator: { text } }: Writing): Columns {
  const partsOf = ({ counts }: MonthMeasures) => {
    const { online, phone, face_to_face, prison } = bookingsOf(counts)
    return forPublic.parts({ online, assisted: phone + face_to_face, prison })
  }
  return (['online', 'assisted', 'prison'] as const).map((part) => ({
    name: text(`performance.sections.bookings.columns.${part}`),
    tell: (of) => tell.number(partsOf(of)[part]),
    draw: part === 'online' ? (of) => drawn(partsOf(of)[part]) : undefined,
  }))
}

/** Every section, for the months from the oldest; there is at least one. */
export function sectionsOfAll(writing: Writing, months: readonly MonthMeasures[]): Section[] {
  const { tell, translator } = writing
  const { text } = translator
  const columns = placeColumns<MonthMeasures>(writing)
  const latest = months.at(-1)
  const { tables: moreTables, bars } = latest ? journeysIn(writing, latest) : { tables: [], bars: undefined }
  const known: Columns = [
    {
      name: text('performance.sections.takeUp.columns.known'),
      tell: ({ offlineKnown: { places, of } }) => text('performance.sections.takeUp.known', { places, of }),
    },
  ]
  const scores: Columns = (['weighted', 'topTwo'] as const).map((score) => ({
    name: text(`performance.sections.satisfaction.columns.${score}`),
    tell: (of) => tell.percent(of.satisfaction[score]),
    draw: (of) => drawn(of.satisfaction[score]),
  }))
  const answers: Columns = [
    {
      name: text('performance.sections.satisfaction.columns.answers'),
      tell: (of) => tell.number(of.satisfaction.answers),
    },
    ...([1, 2, 3, 4, 5] as const).map((level) => ({
      name: text(`performance.sections.satisfaction.columns.${level}`),
      tell: (of: MonthMeasures) => tell.number(of.satisfaction.counts[level]),
    })),
  ]
  const channels = ['online', 'phone', 'face_to_face', 'prison', 'offline'] as const
  const costs: Columns = [
    {
      name: text('performance.sections.cost.columns.all'),
      tell: (of) => tell.pounds(of.cost.all),
      draw: (of) => of.cost.all,
    },
    ...channels.map((channel) => ({
      name: text(`performance.sections.cost.columns.${channel}`),
      tell: (of: MonthMeasures) => tell.pounds(of.cost.byChannel[channel] ?? null),
      draw: channel === 'online' ? (of: MonthMeasures) => of.cost.byChannel.online ?? null : undefined,
    })),
  ]
  const [percent, pounds] = [write.percent, (pence: number) => write.pounds(pence)]
  return [
    sectionOf(writing, months, [...bookingColumns(writing), ...columns.bookings], {
      ...{ key: 'bookings', writeAxis: write.number },
      baselines: baselinesOf(writing, 'bookings', write.number),
    }),
    sectionOf(writing, months, [...columns.takeUp, ...known], {
      ...{ key: 'takeUp', writeAxis: percent, most: 1, baselines: baselinesOf(writing, 'takeUp', percent) },
    }),
    sectionOf(writing, months, columns.completion, {
      ...{ key: 'completion', writeAxis: percent, most: 1, bars, moreTables },
    }),
    sectionOf(writing, months, [...scores, ...answers], {
      ...{ key: 'satisfaction', writeAxis: percent, most: 1 },
      baselines: baselinesOf(writing, 'satisfaction', percent),
    }),
    sectionOf(writing, months, costs, {
      ...{ key: 'cost', writeAxis: pounds, baselines: baselinesOf(writing, 'cost', pounds) },
    }),
    sectionOf(writing, months, columns.decision, { key: 'decision', writeAxis: write.number }),
    assistedSections(writing, months),
  ]
}
