/** Knows the pages of letters. */
import type { AreaRoute } from '../../web/work.ts'
import { fail, post, showLetter, showLetters } from './letterPages.ts'
import type { WriteLetter } from './letterText.ts'

export const letterRoutes = (write: WriteLetter): readonly AreaRoute[] => [
  ['get', '/letters', 'take-calls', showLetters],
  ['get', '/letters/:id', 'take-calls', showLetter(write)],
  ['post', '/letters/:id/posted', 'take-calls', post],
  ['post', '/letters/:id/failed', 'take-calls', fail],
]
