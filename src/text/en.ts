import book from './en/book.json' with { type: 'json' }
import common from './en/common.json' with { type: 'json' }
import messages from './en/messages.json' with { type: 'json' }
import pages from './en/pages.json' with { type: 'json' }
import staff from './en/staff.json' with { type: 'json' }
import visit from './en/visit.json' with { type: 'json' }

/** Every English text, by file. */
export const en = { book, common, messages, pages, staff, visit }
