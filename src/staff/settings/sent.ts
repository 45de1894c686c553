/** Knows what comes with every form of settings besides its fields. */
import { z } from 'zod'
import { isBusy } from '../../store/database.ts'

const version = z.object({ version: z.coerce.number().int().min(1).max(2_147_483_647) })

/** The version of the settings that the page showed; 0, which no place has, for what is no number. */
export function versionIn(body: unknown): number {
  const parsed = version.safeParse(body)
  return parsed.success ? parsed.data.version : 0
}

/** What an action gives, or that the moment is wrong and the form can be sent again as it is. */
export async function unlessBusy<Outcome>(acting: Promise<Outcome>): Promise<Outcome | 'busy'> {
  try {
    return await acting
  } catch (error) {
    if (isBusy(error)) return 'busy'
    throw error
  }
}
