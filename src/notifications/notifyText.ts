/**
 * Knows how plain text becomes GOV.UK Notify's Markdown and still looks as it was written. The body of a message is one
 * value of the pass-through template, our words and other people's together, and Notify's own `sanitise_content_for`
 * would take our link out with theirs: so all of it is escaped, whoever wrote it (standards N10).
 */

const address = /(https?:\/\/[\w.~:/?#@!$&'*+,;=%-]+)/i

/** Inset text, a heading's underline, another bullet: where a line begins these have no escape, so they go. */
const unescapable = /^[\s^=•]+/

/** What has a meaning inside a line. */
const special = /[\\`*_[\]#~|]/g

/** A dash in front of words is a list in plain text, too; any other would be a rule or an underline. */
const rule = /^-(?! \S)|^-(?=[- ]*$)/

/** Nothing that Notify or a mail program would make a link of. */
const unlinked = (text: string) => escaped(text.replace(/[:.](?=\S)/g, '$& '))

const escaped = (text: string) => text.replace(special, '\\$&')

/** Escapes a message; only addresses that may be links stay links. */
export function notifyText(text: string, mayLink: (address: URL) => boolean): string {
  const isLink = (part: string) => URL.canParse(part) && mayLink(new URL(part))
  const line = (words: string) =>
    words
      .replace(unescapable, '')
      .split(address)
      .map((part, index) => (index % 2 === 0 ? escaped(part) : isLink(part) ? part : unlinked(part)))
      .join('')
      .replace(rule, '\\-')
  return text.split('\n').map(line).join('\n')
}

/**
 * Links of a message lead to the service itself, to another of government, or where the prison says that a visit is joined,
 * and to nobody's password (standards N11).
 */
export function linksOf(publicUrl: string, alsoOf: readonly string[] = []): (address: URL) => boolean {
  const { origin } = new URL(publicUrl)
  return ({ origin: other, hostname, protocol, username, password }) =>
    !username &&
    !password &&
    (other === origin ||
      alsoOf.includes(other) ||
      (protocol === 'https:' && (hostname === 'gov.uk' || hostname.endsWith('.gov.uk'))))
}
