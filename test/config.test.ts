import { ConfigError, readConfig } from '../src/config.ts'

const secrets = ['a', 'b', 'c'].map((letter) => letter.repeat(32))

/** An environment that is enough for production. */
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:hidden@db.example.org/visits',
  SESSION_SECRET: secrets[0],
  PUBLIC_URL: 'https://visits.example.org',
  STAFF_OIDC_ISSUER: 'https://sign-in.example.org',
  STAFF_OIDC_CLIENT_ID: 'visits',
  STAFF_OIDC_CLIENT_SECRET: 'hidden-too',
  EMAIL_TRANSPORT: 'smtp',
  SMTP_URL: 'smtp://mail.example.org:25',
  EMAIL_FROM: 'visits@example.org',
}

/** The error that reading gives; fails when there is none. */
function refusalOf(env: NodeJS.ProcessEnv): ConfigError {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('The configuration was accepted')
}

const without = (...names: string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(production).filter(([name]) => !names.includes(name)))

describe('with nothing set', () => {
  const config = readConfig({})

  test('the service runs for development, by itself', () => {
    expect(config).toMatchObject({
      production: false,
      dataDir: '.data',
      logLevel: 'info',
      db: { url: undefined, migrateUrl: undefined },
      web: {
        port: 3000,
        adminPort: 0,
        publicUrl: 'http://localhost:3000',
        secure: false,
        startPageUrl: undefined,
        phase: 'beta',
        trustedProxies: [],
        sessionSecrets: undefined,
        limitMultiplier: 1,
      },
      staff: { oidc: undefined, roleClaim: 'roles', prisonClaim: 'prisons' },
      email: { transport: 'demo' },
    })
  })

  test('every role has a claim value of its own', () => {
    expect(Object.fromEntries(config.staff.roleMap)).toEqual({
      ROLE_VISITS_CLERK: 'clerk',
      ROLE_VISITS_MANAGER: 'manager',
      ROLE_VISITS_AGENT: 'agent',
      ROLE_VISITS_ANALYST: 'analyst',
      ROLE_VISITS_ADMINISTRATOR: 'administrator',
    })
  })

  test('the same holds for what is set to nothing', () => {
    const empty = Object.fromEntries(Object.keys(production).map((name) => [name, '']))
    expect(readConfig({ ...empty, PORT: '', DATA_DIR: '', STAFF_ROLE_MAP: '' })).toEqual(config)
  })

  test('nothing of it can be changed', () => {
    expect(Object.isFrozen(config)).toBe(true)
  })

  test('what is not ours does not matter', () => {
    expect(readConfig({ PATH: '/bin', PORTS: 'x', port: 'x' })).toEqual(config)
  })
})

describe('a good value', () => {
  test('of every variable is taken over', () => {
    const config = readConfig({
      ...production,
      PORT: '8080',
      ADMIN_PORT: '9090',
      DATA_DIR: '/var/visits',
      MIGRATE_DATABASE_URL: 'postgresql://owner@db.example.org/visits',
      START_PAGE_URL: 'https://www.example.org/visits',
      PHASE: 'live',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,',
      LOG_LEVEL: 'warn',
      STAFF_ROLE_CLAIM: 'authorities',
      STAFF_PRISON_CLAIM: 'caseloads',
    })
    expect(config).toMatchObject({
      production: true,
      dataDir: '/var/visits',
      logLevel: 'warn',
      db: { url: production.DATABASE_URL, migrateUrl: 'postgresql://owner@db.example.org/visits' },
      web: {
        port: 8080,
        adminPort: 9090,
        publicUrl: 'https://visits.example.org',
        secure: true,
        startPageUrl: 'https://www.example.org/visits',
        phase: 'live',
        trustedProxies: ['loopback', '10.0.0.0/8'],
      },
      staff: {
        oidc: { issuer: 'https://sign-in.example.org', clientId: 'visits', clientSecret: 'hidden-too' },
        roleClaim: 'authorities',
        prisonClaim: 'caseloads',
      },
      email: { transport: 'smtp', smtpUrl: 'smtp://mail.example.org:25', from: 'visits@example.org' },
    })
  })

  test('of the public address has no slash at its end, and follows the port when it is not set', () => {
    expect(readConfig({ PUBLIC_URL: 'https://visits.example.org/' }).web.publicUrl).toBe(
      'https://visits.example.org',
    )
    expect(readConfig({ PORT: '4000' }).web.publicUrl).toBe('http://localhost:4000')
  })

  test('of the migrating role is the other database address unless it has its own', () => {
    expect(readConfig(production).db.migrateUrl).toBe(production.DATABASE_URL)
  })

  test('of the session secret is one or several, the newest first', () => {
    expect(readConfig({ SESSION_SECRET: secrets[1] }).web.sessionSecrets).toEqual([secrets[1]])
    expect(readConfig({ SESSION_SECRET: secrets.join(' , ') }).web.sessionSecrets).toEqual(secrets)
  })

  test('of the role map may name a role twice', () => {
    const { roleMap } = readConfig({ STAFF_ROLE_MAP: 'A=clerk, B=clerk,C=manager' }).staff
    expect([...roleMap]).toEqual([
      ['A', 'clerk'],
      ['B', 'clerk'],
      ['C', 'manager'],
    ])
  })
})

describe('a bad value', () => {
  test.each([
    ['NODE_ENV', 'staging'],
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['ADMIN_PORT', 'x'],
    ['DATABASE_URL', 'db.example.org'],
    ['DATABASE_URL', 'mysql://db.example.org/visits'],
    ['MIGRATE_DATABASE_URL', 'visits'],
    ['SESSION_SECRET', 'short'],
    ['SESSION_SECRET', `${secrets[0]},short`],
    ['SESSION_SECRET', ' , '],
    ['PUBLIC_URL', 'visits.example.org'],
    ['PUBLIC_URL', 'ftp://visits.example.org'],
    ['START_PAGE_URL', 'javascript:alert(1)'],
    ['PHASE', 'alpha'],
    ['LOG_LEVEL', 'loud'],
    ['STAFF_OIDC_ISSUER', 'sign-in'],
    ['STAFF_ROLE_MAP', 'ROLE=king'],
    ['STAFF_ROLE_MAP', 'ROLE'],
    ['STAFF_ROLE_MAP', '=clerk'],
    ['STAFF_ROLE_MAP', 'A=clerk=manager'],
    ['PROFESSIONAL_OIDC_ISSUER', 'one-login'],
    ['EMAIL_TRANSPORT', 'pigeon'],
    ['SMTP_URL', 'https://mail.example.org'],
    ['EMAIL_FROM', 'visits'],
    ['NOTIFY_URL', 'notify'],
    ['NOTIFY_EMAIL_TEMPLATE', '123'],
    ['NOTIFY_SMS_TEMPLATE', '123'],
    ['NOTIFY_CALLBACK_TOKEN', 'short'],
  ])('of %s is refused by its name: %s', (name, value) => {
    expect(refusalOf({ [name]: value }).names).toEqual([name])
  })

  test('is refused together with every other, each named once', () => {
    const bad = { PORT: 'x', PHASE: 'alpha', SESSION_SECRET: 'one,two', EMAIL_FROM: 'nobody' }
    const { names, message } = refusalOf(bad)
    expect([...names].sort()).toEqual(Object.keys(bad).sort())
    for (const name of Object.keys(bad)) expect(message.split(name)).toHaveLength(2)
  })

  test('is never printed, nor is any good one', () => {
    const env = {
      ...production,
      SESSION_SECRET: 'too-short',
      PORT: 'hidden-port',
      STAFF_ROLE_MAP: 'x=hidden',
    }
    const { message } = refusalOf(env)
    for (const value of Object.values(env)) expect(message).not.toContain(value)
    expect(refusalOf(env).cause).toBeUndefined()
  })
})

describe('e-mail', () => {
  test('by SMTP needs a server and a sender', () => {
    expect(refusalOf({ EMAIL_TRANSPORT: 'smtp' }).names).toEqual(['SMTP_URL', 'EMAIL_FROM'])
  })

  test('by Notify needs its key and template', () => {
    expect(refusalOf({ EMAIL_TRANSPORT: 'notify' }).names).toEqual([
      'NOTIFY_API_KEY',
      'NOTIFY_EMAIL_TEMPLATE',
    ])
  })
})

describe('production', () => {
  test('starts with all that it needs', () => {
    expect(readConfig(production).production).toBe(true)
  })

  test('does not start with nothing, and says all that is missing', () => {
    expect([...refusalOf({ NODE_ENV: 'production' }).names].sort()).toEqual([
      'DATABASE_URL',
      'EMAIL_TRANSPORT',
      'PUBLIC_URL',
      'SESSION_SECRET',
      'STAFF_OIDC_CLIENT_ID',
      'STAFF_OIDC_CLIENT_SECRET',
      'STAFF_OIDC_ISSUER',
    ])
  })

  const needed = Object.keys(production).filter((name) => name !== 'NODE_ENV')

  test.each(needed)('does not start without %s', (name) => {
    expect(refusalOf(without(name)).names).toEqual([name])
    expect(refusalOf({ ...production, [name]: '' }).names).toEqual([name])
  })

  test('does not start with the demo’s mailbox', () => {
    expect(refusalOf({ ...production, EMAIL_TRANSPORT: 'demo' }).names).toEqual(['EMAIL_TRANSPORT'])
  })
})

test('an identity provider counts only when it is whole', () => {
  for (const name of ['STAFF_OIDC_ISSUER', 'STAFF_OIDC_CLIENT_ID', 'STAFF_OIDC_CLIENT_SECRET']) {
    expect(readConfig(without('NODE_ENV', name)).staff.oidc).toBeUndefined()
  }
})
