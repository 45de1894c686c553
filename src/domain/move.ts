import { z } from 'zod'
import type { LocalDate } from './dates.ts'

type SlotOfMove = { id: number; date: LocalDate; startsAt: Date; endsAt: Date }

const move = z.object({
  slotId: z.number(),
  from: z.object({
    slotId: z.number(),
    date: z.string(),
    startsAt: z.coerce.date(),
    endsAt: z.coerce.date(),
  }),
})

/** What history keeps of a visit that was moved: its new slot, and the old times, as a slot without visits may go. */
export type Move = z.infer<typeof move>

export const moveOf = (from: SlotOfMove, to: SlotOfMove): Move => ({
  slotId: to.id,
  from: { slotId: from.id, date: from.date, startsAt: from.startsAt, endsAt: from.endsAt },
})

/** A move as it comes back from history. Throws if it is none. */
export const readMove = (details: unknown): Move => move.parse(details)
