/** Knows the demo's secrets: drawn at the first start, kept beside its data, so that sessions outlive a restart. */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const secrets = z.object({ session: z.string().min(32), staffClient: z.string().min(32) })

export type DemoSecrets = z.output<typeof secrets>

export async function demoSecrets(dataDir: string): Promise<DemoSecrets> {
  const file = join(dataDir, 'secrets.json')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) {
    const parsed = secrets.safeParse(JSON.parse(kept))
    if (parsed.success) return parsed.data
    throw new Error(`${file} is damaged: delete it and start again.`)
  }
  const drawn = {
    session: randomBytes(32).toString('base64url'),
    staffClient: randomBytes(32).toString('base64url'),
  }
  await writeFile(file, JSON.stringify(drawn), { mode: 0o600 })
  return drawn
}
