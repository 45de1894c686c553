/** Knows that a moment can be wrong: the form can be sent again as it is. */
import { isBusy } from '../../store/database.ts'

/** What an action gives, or that somebody else holds what it needs. */
export async function unlessBusy<Result>(act: () => Promise<Result>): Promise<Result | 'busy'> {
  try {
    return await act()
  } catch (error) {
    if (isBusy(error)) return 'busy'
    throw error
  }
}
