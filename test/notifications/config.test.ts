import { ConfigError, readConfig } from '../../src/config.ts'
import { sendsTexts } from '../../src/notifications/transports.ts'

const token = 'a-token-that-notify-and-only-it-knows'
const someId = '11111111-aaaa-4bbb-8ccc-222222222222'
const notifyKey = (name: string) => `${name}-${someId}-${someId}`
const byNotify = {
  EMAIL_TRANSPORT: 'notify',
  NOTIFY_API_KEY: notifyKey('test_key'),
  NOTIFY_EMAIL_TEMPLATE: someId,
  NOTIFY_SMS_TEMPLATE: someId,
  NOTIFY_CALLBACK_TOKEN: token,
}

/** The names that reading refuses. */
function refused(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.names
    throw error
  }
  return []
}

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:hidden@db.example.org/visits',
  SESSION_SECRET: token,
  PUBLIC_URL: 'https://visits.example.org',
  STAFF_OIDC_ISSUER: 'https://sign-in.example.org',
  STAFF_OIDC_CLIENT_ID: 'visits',
  STAFF_OIDC_CLIENT_SECRET: 'hidden-too',
}

test('by Notify is read as a whole', () => {
  const { transport, notify, receiptsToken } = readConfig(byNotify).email
  expect({ transport, notify, receiptsToken }).toEqual({
    transport: 'notify',
    notify: {
      apiKey: byNotify.NOTIFY_API_KEY,
      emailTemplate: someId,
      smsTemplate: someId,
      url: 'https://api.notifications.service.gov.uk',
    },
    receiptsToken: token,
  })
  expect(readConfig({ ...byNotify, NOTIFY_URL: 'https://notify.example.org/' }).email.notify?.url).toBe(
    'https://notify.example.org',
  )
})

test.each<[string, NodeJS.ProcessEnv, boolean]>([
  ['the demo', {}, true],
  ['Notify with a template', byNotify, true],
  ['Notify without one', { ...byNotify, NOTIFY_SMS_TEMPLATE: '' }, false],
  [
    'SMTP, whatever is set for Notify',
    {
      ...byNotify,
      EMAIL_TRANSPORT: 'smtp',
      SMTP_URL: 'smtp://mail.example.org',
      EMAIL_FROM: 'v@example.org',
    },
    false,
  ],
])('%s is known to send texts, or not', (_what, env, can) => {
  expect(sendsTexts(readConfig(env).email)).toBe(can)
})

test.each(['test_key', 'Test key', 'team', 'team-and-guests'])(
  'outside production takes a Notify key named %s',
  (name) => {
    expect(readConfig({ ...byNotify, NOTIFY_API_KEY: notifyKey(name) }).email.notify).toBeDefined()
  },
)

test.each(['live', 'visits', 'my-test', ' test'])(
  'outside production takes no Notify key named %s, whatever sends',
  (name) => {
    const NOTIFY_API_KEY = notifyKey(name)
    expect(refused({ ...byNotify, NOTIFY_API_KEY })).toEqual(['NOTIFY_API_KEY'])
    expect(refused({ NOTIFY_API_KEY })).toEqual(['NOTIFY_API_KEY'])
  },
)

test('in production takes a live key of Notify', () => {
  const { email } = readConfig({ ...production, ...byNotify, NOTIFY_API_KEY: notifyKey('live') })
  expect(email.notify?.apiKey).toBe(notifyKey('live'))
})

test('in production does not go to Notify without https', () => {
  const env = { ...production, ...byNotify, NOTIFY_URL: 'http://notify.example.org' }
  expect(refused(env)).toEqual(['NOTIFY_URL'])
})

test.each(['test', `${someId}-${someId}`, `test-${someId}`, `test-${someId}-`])(
  'a key that Notify does not write is refused: %s',
  (NOTIFY_API_KEY) => {
    expect(refused({ ...byNotify, NOTIFY_API_KEY })).toEqual(['NOTIFY_API_KEY'])
  },
)
