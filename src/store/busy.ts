/** Knows that a moment can be wrong for what is to be done, and nothing else is. */
import { isBusy } from './database.ts'

/** The outcome, or that the moment was not right: the same can be asked for again as it is. */
export async function unlessBusy<Outcome>(doing: Promise<Outcome>): Promise<Outcome | 'busy'> {
  try {
    return await doing
  } catch (error) {
    if (isBusy(error)) return 'busy'
    throw error
  }
}
