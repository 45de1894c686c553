import { contactDetails } from '../../../src/booking/steps/contactDetails.ts'
import { translator } from '../../../src/text/translate.ts'
import { isAsked, refusals, rowsOf, valueOf } from './asked.ts'

const email = 'gwen@example.org'

/** An e-mail address of that many characters. */
const addressOf = (length: number): string => {
  const domain = `${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(50)}.example.org`
  return `${'a'.repeat(length - domain.length - 1)}@${domain}`
}

describe('the e-mail address', () => {
  const emailOf = (typed: string) => valueOf(contactDetails, { email: typed }).email

  test.each([
    email,
    'gwen.example@mail.example.org',
    'gwen+visits@example.org',
    "o'neill@example.org",
    'g@example.org',
    'GWEN_2@Example.ORG',
    'gwen@sub-domain.example.org',
  ])('may be %s', (typed) => {
    expect(emailOf(typed)).toBe(typed)
  })

  test('is freed from spaces around it and from what cannot be seen', () => {
    expect(emailOf(`  ${email}\t`)).toBe(email)
    expect(emailOf(`\u200bgwen@exam\u00adple.org\u200e`)).toBe(email)
  })

  test.each([
    ['', 'missing'],
    ['   ', 'missing'],
    ['gwen', 'wrongFormat'],
    ['gwen@', 'wrongFormat'],
    ['@example.org', 'wrongFormat'],
    ['gwen@example', 'wrongFormat'],
    ['gwen@example..org', 'wrongFormat'],
    ['gwen..e@example.org', 'wrongFormat'],
    ['gwen example@example.org', 'wrongFormat'],
    ['gwen@example.org, alun@example.org', 'wrongFormat'],
    ['Gwen <gwen@example.org>', 'wrongFormat'],
    ['gwen@example.org\r\nBcc: alun@example.org', 'wrongFormat'],
  ])('may not be "%s"', (typed, problem) => {
    expect(refusals(contactDetails, { email: typed })).toEqual([`email.${problem}`])
  })

  test('has 254 characters at most', () => {
    expect(addressOf(254)).toHaveLength(254)
    expect(emailOf(addressOf(254))).toBe(addressOf(254))
    expect(refusals(contactDetails, { email: addressOf(255) })).toEqual(['email.tooLong'])
  })

  test('is needed, even twice over', () => {
    expect(refusals(contactDetails, {})).toEqual(['email.missing'])
    expect(refusals(contactDetails, { email: [email, email] })).toEqual(['email.missing'])
  })
})

describe('the mobile number', () => {
  test.each([
    ['', undefined],
    ['  ', undefined],
    ['07700 900982', '+447700900982'],
    ['07700900982', '+447700900982'],
    ['+44 7700 900982', '+447700900982'],
    ['+44 (0)7700-900982', '+447700900982'],
    ['0044 7700 900982', '+447700900982'],
    ['(07700) 900-982', '+447700900982'],
    ['\u202a07700 900982\u202c', '+447700900982'],
    ['+353 85 123 4567', '+353851234567'],
    ['+48 (0) 512 345 678', '+48512345678'],
  ])('"%s" is %s', (typed, number) => {
    expect(valueOf(contactDetails, { email, mobile: typed }).mobile).toBe(number)
  })

  test.each(['01632 960100', '123', '0770', 'none', '07700 9009821', '+44 20 7946 0018', '999', '+', '🙂'])(
    '"%s" is none',
    (typed) => {
      expect(refusals(contactDetails, { email, mobile: typed })).toEqual(['mobile.wrongFormat'])
    },
  )
})

describe('text messages', () => {
  test('need a mobile number', () => {
    expect(refusals(contactDetails, { email, texts: 'yes' })).toEqual(['mobile.neededForTexts'])
    expect(refusals(contactDetails, { email, texts: 'yes', mobile: '07700 900982' })).toEqual([])
    expect(refusals(contactDetails, { email, texts: 'perhaps' })).toEqual([])
  })

  test('wait for the number to be right', () => {
    expect(refusals(contactDetails, { email: '', texts: 'yes', mobile: '123' })).toEqual([
      'email.missing',
      'mobile.wrongFormat',
    ])
  })
})

describe('how to contact somebody', () => {
  test('is always asked', () => {
    expect(isAsked(contactDetails, {})).toBe(true)
  })

  test('stands in check answers, as it was understood', () => {
    const all = { email, mobile: '07700 900982', texts: 'yes' }
    expect(rowsOf(contactDetails, all, 'en')).toEqual([
      'Email address: gwen@example.org',
      'Mobile number: +447700900982',
      'Text messages: Yes',
    ])
    const { text } = translator('cy')
    expect(rowsOf(contactDetails, { email }, 'cy')).toEqual([
      `${text('book.contact-details.rows.email')}: gwen@example.org`,
      `${text('book.contact-details.rows.mobile')}: ${text('book.notProvided')}`,
      `${text('book.contact-details.rows.texts')}: ${text('common.no')}`,
    ])
  })
})
