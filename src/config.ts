/** Knows the environment: reads it once into one frozen object. Nothing else reads `process.env`. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')))

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

const port = z.coerce.number().int().min(0).max(65535)
const secret = z.string().min(32)
const url = z.url({ protocol: /^https?$/ })

const roles = ['clerk', 'manager', 'agent', 'analyst', 'administrator'] as const

/** What a member of staff may be (specification §1). */
export type Role = (typeof roles)[number]

const defaultRoleMap =
  'ROLE_VISITS_CLERK=clerk,ROLE_VISITS_MANAGER=manager,ROLE_VISITS_AGENT=agent,ROLE_VISITS_ANALYST=analyst,ROLE_VISITS_ADMINISTRATOR=administrator'

const roleMap = z
  .string()
  .default(defaultRoleMap)
  .transform((text) => list(text).map((pair) => pair.split('=')))
  .pipe(z.array(z.tuple([z.string().min(1), z.enum(roles)])))
  .transform((pairs) => new Map<string, Role>(pairs))

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port.default(3000),
  ADMIN_PORT: port.default(0),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MIGRATE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SESSION_SECRET: z.string().transform(list).pipe(z.array(secret).min(1)).optional(),
  PUBLIC_URL: url.optional(),
  START_PAGE_URL: url.optional(),
  PHASE: z.enum(['beta', 'live']).default('beta'),
  TRUSTED_PROXIES: z.string().default('').transform(list),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  STAFF_OIDC_ISSUER: url.optional(),
  STAFF_OIDC_CLIENT_ID: z.string().min(1).optional(),
  STAFF_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  STAFF_ROLE_CLAIM: z.string().min(1).default('roles'),
  STAFF_PRISON_CLAIM: z.string().min(1).default('prisons'),
  STAFF_ROLE_MAP: roleMap,
  PROFESSIONAL_OIDC_ISSUER: url.optional(),
  PROFESSIONAL_OIDC_CLIENT_ID: z.string().min(1).optional(),
  PROFESSIONAL_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  EMAIL_TRANSPORT: z.enum(['demo', 'smtp', 'notify']).default('demo'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  EMAIL_FROM: z.email().optional(),
  NOTIFY_API_KEY: z.string().min(1).optional(),
  NOTIFY_URL: url.optional(),
  NOTIFY_EMAIL_TEMPLATE: z.uuid().optional(),
  NOTIFY_SMS_TEMPLATE: z.uuid().optional(),
  NOTIFY_CALLBACK_TOKEN: secret.optional(),
})

type Environment = z.output<typeof environment>

const neededForEmail: Record<Environment['EMAIL_TRANSPORT'], (keyof Environment)[]> = {
  demo: [],
  smtp: ['SMTP_URL', 'EMAIL_FROM'],
  notify: ['NOTIFY_API_KEY', 'NOTIFY_EMAIL_TEMPLATE', 'NOTIFY_SMS_TEMPLATE'],
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

function parse(env: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success)
    throw new ConfigError([...new Set(parsed.error.issues.map(({ path }) => String(path[0])))])
  const needed = neededForEmail[parsed.data.EMAIL_TRANSPORT]
  const production = parsed.data.NODE_ENV === 'production'
  const missing = missingFrom(parsed.data, production ? [...neededInProduction, ...needed] : needed)
  if (production && parsed.data.EMAIL_TRANSPORT === 'demo') missing.push('EMAIL_TRANSPORT')
  if (missing.length > 0) throw new ConfigError(missing)
  return parsed.data
}

const oidc = (issuer?: string, clientId?: string, clientSecret?: string) =>
  issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined

/**
 * Reads the environment; the names are the README's.
 * @throws ConfigError naming every bad or missing variable
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env) {
  const read = parse(env)
  const publicUrl = (read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/$/, '')
  return Object.freeze({
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
    email: { transport: read.EMAIL_TRANSPORT, smtpUrl: read.SMTP_URL, from: read.EMAIL_FROM },
  })
}

/** Everything that a deployment decides, read once at start. */
export type Config = ReturnType<typeof readConfig>
