/** Knows by what a professional finds official visits in a list. */
export const officialStatuses = [
  'requested',
  'booked',
  'over',
  'rejected',
  'expired',
  'withdrawn',
  'cancelled',
] as const
/** As a visit's page calls it: who came, or whether anybody did, makes no difference. */
export type OfficialStatus = (typeof officialStatuses)[number]
