/** Knows how visits to sort out are chosen, one or several, and how the choice travels: by reference and version. */
import { parseReference } from '../../domain/reference.ts'
import { perPage } from '../../store/pages.ts'
import type { Handler } from '../../web/work.ts'
import { cancelAddress } from './flaggedView.ts'
import { showNoneChosen } from './showFlagged.ts'

/** A visit as a page showed it. */
export interface Chosen {
  reference: string
  version: number
}

/** The references in an address or a form, each once; more than a page holds nobody can choose. */
export function referencesIn(sent: unknown): string[] {
  const { visit } = (sent ?? {}) as { visit?: unknown }
  const references = [visit].flat().map((one) => (typeof one === 'string' ? parseReference(one) : undefined))
  return [...new Set(references.filter((one) => one !== undefined))].slice(0, perPage)
}

export const writeChosen = ({ reference, version }: Chosen): string => `${reference}.${version}`

/** The visits in a form, each once, as its page showed them. */
export function chosenIn(sent: unknown): Chosen[] {
  const { visit } = (sent ?? {}) as { visit?: unknown }
  const chosen = [visit].flat().flatMap((one) => {
    const [, typed = '', version = ''] = /^(\w{8})\.(\d{1,9})$/.exec(String(one)) ?? []
    const reference = parseReference(typed)
    return reference ? [[reference, { reference, version: Number(version) }] as const] : []
  })
  return [...new Map(chosen).values()].slice(0, perPage)
}

/** POST: on to the page on which the chosen visits are cancelled. */
export const chooseVisits: Handler = async (work) => {
  const body = (work.request.body ?? {}) as Record<string, unknown>
  const references = referencesIn(body)
  if (references.length === 0) return showNoneChosen(work, body)
  work.response.redirect(303, cancelAddress(references))
}
