/** Knows how GOV.UK Notify says how a message ended: by receipt, or when it is asked (standards N7, N8). */
import { z } from 'zod'
import type { Settlement } from '../store/settlements.ts'
import { DeliveryError } from './deliver.ts'
import { answerIn, notifyClient } from './notifyClient.ts'
import type { NotifyAccess } from './notifyClient.ts'

/** Statuses that are the end of a message; the others, such as `sending`, say nothing that we do not know. */
const endings = new Map<string, Settlement>([
  ['delivered', 'delivered'],
  ['permanent-failure', 'permanent_failure'],
  ['temporary-failure', 'temporary_failure'],
  ['technical-failure', 'technical_failure'],
])

/** How a message with that status ended, if it has. */
export const endingOf = (status: string): Settlement | undefined => endings.get(status)

/**
 * How a message ended, by the provider's id of it; undefined while it has not, and when the provider knows nothing of it
 * any more. Throws a DeliveryError when no answer is to be had now.
 */
export type ReadEnding = (providerId: string) => Promise<Settlement | undefined>

const told = z.object({ status: z.string() })

/** Asks Notify. */
export function notifyEndings(access: NotifyAccess): ReadEnding {
  const client = notifyClient(access)
  return async (providerId) => {
    const { status, data } = await client.getNotificationById(providerId).catch(answerIn)
    if (status === 404) return undefined
    if (status !== 200) throw new DeliveryError(String(status))
    const { success, data: answer } = told.safeParse(data)
    return success ? endingOf(answer.status) : undefined
  }
}
