/** Knows the few filters that views use besides Nunjucks' own. */
import nunjucks from 'nunjucks'

const { SafeString } = nunjucks.runtime

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text made safe to stand in HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')

/** Escapes the text, then turns `[words](address)` into links. Addresses are ours: a path or https. */
export function withLinks(text: string): string {
  return escapeHtml(text).replace(
    /\[([^\]]+)\]\(((?:\/|https:\/\/|tel:|#)[^)\s]*)\)/g,
    '<a class="govuk-link" href="$2">$1</a>',
  )
}

/** Escapes the text and keeps its line breaks. */
export const withBreaks = (text: string): string => escapeHtml(text).replace(/\r?\n/g, '<br>')

export function addFilters(environment: nunjucks.Environment): void {
  environment.addFilter('links', (text: string) => new SafeString(withLinks(text)))
  environment.addFilter('breaks', (text: string) => new SafeString(withBreaks(text)))
}
