/** How jest reads TypeScript: as Node itself does, by leaving the types out. */
import { stripTypeScriptTypes } from 'node:module'

export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) }
