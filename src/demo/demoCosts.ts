/** Knows what the demo's service costs in about a year; in pence, and invented. */

const cost = (channel: string, category: string, pounds: number) => ({
  channel,
  category,
  pence: pounds * 100,
})

export const demoCosts = [
  cost('online', 'staff', 610_000),
  cost('online', 'it', 240_000),
  cost('phone', 'staff', 150_000),
  cost('phone', 'telecoms', 24_000),
  cost('phone', 'training', 9000),
  cost('face_to_face', 'subcontractors', 36_000),
  cost('prison', 'staff', 98_000),
  cost('offline', 'staff', 890_000),
  cost('offline', 'telecoms', 70_000),
  cost('shared', 'accommodation', 110_000),
  cost('shared', 'overheads', 130_000),
]
