/** Knows what is asked of people who write about their data. */
import { withoutInvisible } from '../../domain/names.ts'
import { longestPrivacyWords, privacyKinds } from '../../domain/privacyRequest.ts'
import { parseReference } from '../../domain/reference.ts'
import { tidyText } from '../../domain/tidyText.ts'
import { oneOf, refuse, textField } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import { emailAddress } from '../fields.ts'

const longestName = 200

const name = textField((text, context) => {
  const typed = withoutInvisible(text).normalize('NFC').replace(/\s+/g, ' ').trim()
  if (typed === '') return refuse(context, 'missing')
  return typed.length > longestName ? refuse(context, 'tooLong', { values: { most: longestName } }) : typed
})

const reference = textField((text, context): string | null => {
  if (withoutInvisible(text).trim() === '') return null
  return parseReference(text) ?? refuse(context, 'wrongFormat')
})

const words = textField((text, context) => {
  const typed = tidyText(text)
  if (typed === '') return refuse(context, 'missing')
  return typed.length > longestPrivacyWords
    ? refuse(context, 'tooLong', { values: { most: longestPrivacyWords.toLocaleString('en-GB') } })
    : typed
})

export const askForm = form({ kind: oneOf(privacyKinds), name, email: emailAddress, reference, words })
