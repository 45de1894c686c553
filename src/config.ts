/** Knows the environment: reads it once into one frozen object. Nothing else reads `process.env`. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { environment } from './environment.ts'
import type { Environment } from './environment.ts'

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')))

const neededForEmail: Record<Environment['EMAIL_TRANSPORT'], (keyof Environment)[]> = {
  demo: [],
  smtp: ['SMTP_URL', 'EMAIL_FROM'],
  notify: ['NOTIFY_API_KEY', 'NOTIFY_EMAIL_TEMPLATE'],
}

const neededInProduction: (keyof Environment)[] = [
  'DATABASE_URL',
  'SESSION_SECRET',
  'PUBLIC_URL',
  'STAFF_OIDC_ISSUER',
  'STAFF_OIDC_CLIENT_ID',
  'STAFF_OIDC_CLIENT_SECRET',
]

const missingFrom = (env: Environment, names: (keyof Environment)[]) =>
  names.filter((name) => env[name] === undefined)

/** Thrown with the names, never the values, of every variable that is wrong or missing. */
export class ConfigError extends Error {
  readonly names: readonly string[]
  constructor(names: readonly string[]) {
    super(`These environment variables are missing or not right: ${names.join(', ')}`)
    this.names = names
  }
}

/** https, or this machine itself. */
const isSafe = (address: string) => /^https:|^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(address)

/** Notify's keys do not tell their kind, so their names have to: outside production only these two may be used. */
const mayBeLive = (key?: string) => key !== undefined && !/^(test|team)/i.test(key)

function parse(env: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success)
    throw new ConfigError([...new Set(parsed.error.issues.map(({ path }) => String(path[0])))])
  const needed = neededForEmail[parsed.data.EMAIL_TRANSPORT]
  const production = parsed.data.NODE_ENV === 'production'
  const missing = missingFrom(parsed.data, production ? [...neededInProduction, ...needed] : needed)
  if (production && parsed.data.EMAIL_TRANSPORT === 'demo') missing.push('EMAIL_TRANSPORT')
  const { PUBLIC_URL: address } = parsed.data
  if (production && address && !isSafe(address)) missing.push('PUBLIC_URL')
  if (production && !isSafe(parsed.data.NOTIFY_URL)) missing.push('NOTIFY_URL')
  if (!production && mayBeLive(parsed.data.NOTIFY_API_KEY)) missing.push('NOTIFY_API_KEY')
  if (missing.length > 0) throw new ConfigError(missing)
  return parsed.data
}

const oidc = (issuer?: string, clientId?: string, clientSecret?: string) =>
  issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined

const notify = (url: string, apiKey?: string, emailTemplate?: string, smsTemplate?: string) =>
  apiKey && emailTemplate ? { url: url.replace(/\/$/, ''), apiKey, emailTemplate, smsTemplate } : undefined

function deepFreeze<Group extends object>(group: Group): Readonly<Group> {
  for (const value of Object.values(group)) if (value && typeof value === 'object') Object.freeze(value)
  return Object.freeze(group)
}

/**
 * Reads the environment; the names are the README's.
 * @throws ConfigError naming every bad or missing variable
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env) {
  const read = parse(env)
  const publicUrl = (read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/$/, '')
  return deepFreeze({
    production: read.NODE_ENV === 'production',
    dataDir: read.DATA_DIR,
    logLevel: read.LOG_LEVEL,
    info: { name: 'prison-visit-booking', version, node: process.version },
    db: { url: read.DATABASE_URL, migrateUrl: read.MIGRATE_DATABASE_URL ?? read.DATABASE_URL },
    web: {
      port: read.PORT,
      adminPort: read.ADMIN_PORT,
      publicUrl,
      secure: publicUrl.startsWith('https:'),
      startPageUrl: read.START_PAGE_URL,
      phase: read.PHASE,
      trustedProxies: read.TRUSTED_PROXIES,
      sessionSecrets: read.SESSION_SECRET,
      limitMultiplier: 1,
    },
    staff: {
      oidc: oidc(read.STAFF_OIDC_ISSUER, read.STAFF_OIDC_CLIENT_ID, read.STAFF_OIDC_CLIENT_SECRET),
      roleClaim: read.STAFF_ROLE_CLAIM,
      prisonClaim: read.STAFF_PRISON_CLAIM,
      roleMap: read.STAFF_ROLE_MAP,
    },
    professional: {
      oidc: oidc(
        read.PROFESSIONAL_OIDC_ISSUER,
        read.PROFESSIONAL_OIDC_CLIENT_ID,
        read.PROFESSIONAL_OIDC_CLIENT_SECRET,
      ),
    },
    email: {
      transport: read.EMAIL_TRANSPORT,
      smtpUrl: read.SMTP_URL,
      from: read.EMAIL_FROM,
      notify: notify(
        read.NOTIFY_URL,
        read.NOTIFY_API_KEY,
        read.NOTIFY_EMAIL_TEMPLATE,
        read.NOTIFY_SMS_TEMPLATE,
      ),
      receiptsToken: read.NOTIFY_CALLBACK_TOKEN,
    },
  })
}

/** Everything that a deployment decides, read once at start. */
export type Config = ReturnType<typeof readConfig>
