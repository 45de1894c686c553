/** Knows the demo's secrets: drawn at the first start, kept beside its data, so that sessions outlive a restart. */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const draw = () => randomBytes(32).toString('base64url')

// A demo of an earlier version has kept no secret of the professionals' client: one a start will do, too.
const secrets = z.object({
  session: z.string().min(32),
  staffClient: z.string().min(32),
  professionalClient: z.string().min(32).default(draw),
})

export type DemoSecrets = z.output<typeof secrets>

export async function demoSecrets(dataDir: string): Promise<DemoSecrets> {
  const file = join(dataDir, 'secrets.json')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) {
    const parsed = secrets.safeParse(JSON.parse(kept))
    if (parsed.success) return parsed.data
    throw new Error(`${file} is damaged: delete it and start again.`)
  }
  const drawn = { session: draw(), staffClient: draw(), professionalClient: draw() }
  await writeFile(file, JSON.stringify(drawn), { mode: 0o600 })
  return drawn
}
