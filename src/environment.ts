/** Knows the names of the environment's variables and what each may be. */
import { z } from 'zod'
import { roles } from './domain/roles.ts'
import type { Role } from './domain/roles.ts'

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

const port = z.coerce.number().int().min(0).max(65535)
const secret = z.string().min(32)
const url = z.url({ protocol: /^https?$/ })

/** Notify writes a key as its name, the service's id and the secret. */
const notifyKey = z.string().regex(/^.+(-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}){2}$/)

const defaultRoleMap =
  'ROLE_VISITS_CLERK=clerk,ROLE_VISITS_MANAGER=manager,ROLE_VISITS_AGENT=agent,ROLE_VISITS_ANALYST=analyst,ROLE_VISITS_ADMINISTRATOR=administrator'

const roleMap = z
  .string()
  .default(defaultRoleMap)
  .transform((text) => list(text).map((pair) => pair.split('=')))
  .pipe(z.array(z.tuple([z.string().min(1), z.enum(roles)])))
  .transform((pairs) => new Map<string, Role>(pairs))

/** Every variable that we read; the names are the README's. */
export const environment = z.object({
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
  NOTIFY_API_KEY: notifyKey.optional(),
  NOTIFY_URL: url.default('https://api.notifications.service.gov.uk'),
  NOTIFY_EMAIL_TEMPLATE: z.uuid().optional(),
  NOTIFY_SMS_TEMPLATE: z.uuid().optional(),
  NOTIFY_CALLBACK_TOKEN: secret.optional(),
})

export type Environment = z.output<typeof environment>
