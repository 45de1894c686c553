/** Knows the groups of settings: the form of each, and what it means. */
import { longestTexts, settingRanges } from '../../domain/placeSettings.ts'
import type { PlaceSettings, SettingName, SettingsChange } from '../../domain/placeSettings.ts'
import { form } from '../../journey/form.ts'
import type { Form, Problem, Typed } from '../../journey/form.ts'
import { optionalText, wholeNumber } from '../fields.ts'
import { bookingsTaken, optionalEmail, optionalPostcode, phoneNumber, someEmail, yesNo } from './fields.ts'

export const groupNames = ['contact', 'rules', 'bookable', 'official', 'texts', 'messages'] as const
export type GroupName = (typeof groupNames)[number]

/** What was sent means this change, for this reason. */
export interface Asked {
  change: SettingsChange
  why: string
}

export interface Group {
  name: GroupName
  /** Its settings, in order; a field has the name of its setting. */
  settings: readonly SettingName[]
  form: Pick<Form, 'controls' | 'shown'>
  parse: (typed: Typed) => Asked | { problems: Problem[] }
}

/** Most characters of the reason for a change. */
export const longestWhy = 500

const why = optionalText(longestWhy)
const number = (name: keyof typeof settingRanges) => {
  const [least, most] = settingRanges[name]
  return wholeNumber(least, most)
}

/** A group whose fields are settings as they are. */
function plainGroup(
  name: GroupName,
  settings: readonly SettingName[],
  declared: Form<SettingsChange & { why: string }>,
): Group {
  return {
    name,
    settings,
    form: declared,
    parse(typed) {
      const parsed = declared.parse(typed)
      if ('problems' in parsed) return parsed
      const { why: because, ...change } = parsed.value
      return { change, why: because }
    },
  }
}

const contact = plainGroup(
  'contact',
  ['address', 'postcode', 'phone', 'email', 'replyTo'],
  form({
    address: optionalText(longestTexts.address),
    postcode: optionalPostcode,
    phone: phoneNumber,
    email: someEmail,
    replyTo: optionalEmail,
    why,
  }),
)

const rules = plainGroup(
  'rules',
  ['adultAge', 'leadDays', 'bookingWindowDays', 'worksWeekends'],
  form({
    adultAge: number('adultAge'),
    leadDays: number('leadDays'),
    bookingWindowDays: number('bookingWindowDays'),
    worksWeekends: yesNo,
    why,
  }),
)

const official = plainGroup(
  'official',
  ['officialLeadDays', 'officialInstant'],
  form({ officialLeadDays: number('officialLeadDays'), officialInstant: yesNo, why }),
)

const texts = plainGroup(
  'texts',
  ['visitorText', 'visitorTextCy'],
  form({
    visitorText: optionalText(longestTexts.visitorText),
    visitorTextCy: optionalText(longestTexts.visitorTextCy),
    why,
  }),
)

const messages = plainGroup(
  'messages',
  ['wantsDigest', 'wantsCancellations'],
  form({ wantsDigest: yesNo, wantsCancellations: yesNo, why }),
)

const bookableForm = form({ bookable: bookingsTaken, why })

const bookable: Group = {
  name: 'bookable',
  settings: ['bookable'],
  form: bookableForm,
  parse(typed) {
    const parsed = bookableForm.parse(typed)
    if ('problems' in parsed) return parsed
    const { bookable: notBookableReason, why: because } = parsed.value
    return { change: { bookable: notBookableReason === null, notBookableReason }, why: because }
  },
}

export const groups: Record<GroupName, Group> = {
  contact,
  rules,
  bookable,
  official,
  texts,
  messages,
}

/** What stands in the fields of a group before anybody types. */
export function typedFrom(settings: PlaceSettings, { settings: names }: Group): Typed {
  return Object.fromEntries(names.map((name) => [name, typedValue(settings, name)]))
}

function typedValue(settings: PlaceSettings, name: SettingName): string {
  if (name === 'bookable') return settings.notBookableReason ?? 'yes'
  const value = settings[name]
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '')
}
