/** Knows how the journeys of a month came along: how far those of the public got, and how all ended. */
import { publicJourney } from '../booking/pages/journeys.ts'
import type { MonthMeasures } from '../domain/measures/assemble.ts'
import { completion, funnel, journeyOutcomes } from '../domain/measures/completion.ts'
import { journeyOf, outcomesOf } from '../domain/measures/monthCounts.ts'
import { forPublic } from '../domain/measures/suppression.ts'
import { barChart } from './chart.ts'
import type { Table, Writing } from './section.ts'
import { drawn } from './told.ts'

/** How far the journeys of the public came in a month, and how all ended. */
export function journeysIn({ translator, tell }: Writing, { month, counts }: MonthMeasures) {
  const { text } = translator
  const values = { month: translator.month(month) }
  const { outcomes, answered } = journeyOf(counts, publicJourney.name)
  const { started } = completion(outcomes)
  const order = publicJourney.list.flatMap((page) => (page.kind === 'step' ? [page.slug] : []))
  const steps = funnel(order, answered, started).map((step) => {
    const share = forPublic.share(step.answered, started)
    return { name: text(`performance.steps.${step.step}`), share: drawn(share), text: tell.percent(share) }
  })
  const all = outcomesOf(counts)
  const known = Object.keys(journeyOutcomes)
  const others = Object.entries(all).filter(([outcome]) => !known.includes(outcome))
  const ends = forPublic.parts<string>({
    ...Object.fromEntries(known.map((outcome) => [outcome, all[outcome] ?? 0])),
    ...(others.length > 0 ? { other: others.reduce((sum, [, count]) => sum + count, 0) } : {}),
  })
  const isCompleted = (outcome: string) =>
    (journeyOutcomes as Record<string, string>)[outcome] === 'completed' ? 'yes' : 'no'
  const tables: Table[] = [
    {
      caption: text(`performance.sections.completion.funnel.caption`, values),
      head: [
        text(`performance.sections.completion.funnel.question`),
        text(`performance.sections.completion.funnel.share`),
      ],
      rows: steps.map((step) => [step.name, step.text]),
    },
    {
      caption: text(`performance.sections.completion.outcomes.caption`, values),
      head: (['outcome', 'count', 'completed'] as const).map((column) =>
        text(`performance.sections.completion.outcomes.${column}`),
      ),
      rows: Object.entries(ends).map(([outcome, count]) => [
        text(`performance.sections.completion.outcomes.names.${outcome}`),
        tell.number(count),
        text(`performance.sections.completion.outcomes.${isCompleted(outcome)}`),
      ]),
    },
  ]
  const bars = barChart({
    ...{
      id: 'chart-funnel',
      title: text(`performance.sections.completion.funnel.title`, values),
      bars: steps,
    },
    description: text(`performance.sections.completion.funnel.description`),
  })
  return { tables, bars: started > 0 ? bars : undefined }
}
