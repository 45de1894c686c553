/** The moment at which tests live: a Wednesday morning in London, GMT, far from holidays. */
let moment = new Date('2026-11-18T10:00:00Z')

export const clock = {
  now: () => moment,
  /** Moves the clock of this test file. */
  set: (instant: string) => {
    moment = new Date(instant)
  },
}
