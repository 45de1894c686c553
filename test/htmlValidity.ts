/** Valid HTML by the standard, and by how govuk-frontend writes its markup. */
import { createHash } from 'node:crypto'
import { HtmlValidate } from 'html-validate'
import type { RuleConfig } from 'html-validate'

const rules: RuleConfig = {
  // How govuk-frontend writes its markup.
  'long-title': 'off',
  'no-trailing-whitespace': 'off',
  'void-style': 'off',
  'attribute-boolean-style': 'off',
  'attribute-empty-style': 'off',
  'no-redundant-role': 'off',
  'prefer-native-element': 'off',
  'require-sri': 'off',
  'valid-id': ['error', { relaxed: true }],
  // Telephone numbers of examples and help lines stand in running text.
  'tel-non-breaking': 'off',
  'no-inline-style': 'error',
}

/** Plain words, digits and the gaps between them: no markup, nothing escaped, not empty. */
const plainText = />[\s,.:’–-]*[\p{L}\d][\p{L}\d\s,.:’–-]*</gu
/** Addresses and values of the same kind. */
const plainValues = / (href|action|content|value)="[\w /?=,.:-]+"/g
const made = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}/g

/**
 * A page with all plain texts and values the same, and the n-th different token or id in it written as n: whether it is
 * valid does not depend on which they are.
 */
function canonical(html: string): string {
  const seen = new Map<string, string>()
  return html
    .replace(plainText, '>text<')
    .replace(plainValues, ' $1="text"')
    .replace(made, (one) => {
      const name = seen.get(one) ?? `made-${seen.size}`
      seen.set(one, name)
      return name
    })
}

/** Gives what is wrong with a page's HTML, a sentence each. A page that was right is not looked at again. */
export function createValidator(): (html: string) => Promise<string[]> {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules })
  const right = new Set<string>()
  return async (html) => {
    const page = createHash('sha256').update(canonical(html)).digest('hex')
    if (right.has(page)) return []
    const { results } = await validator.validateString(html)
    const wrong = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`),
    )
    if (wrong.length === 0) right.add(page)
    return wrong
  }
}
