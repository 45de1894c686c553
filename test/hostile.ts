/** What no browser of ours sends: put where a word is expected, it must lead to a plain refusal and nothing else. */
export const hostile: Record<string, string> = {
  nothing: '',
  'ten thousand letters': 'a'.repeat(10_000),
  emoji: '🙂👩🏽‍🚀',
  'right-to-left marks': '\u202Etxt\u202C\u200F',
  NUL: 'a\0b',
  'control characters': 'a\u0007\r\nSet-Cookie: a=b',
  markup: '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
  'a template': '{{1234*5678}}{% include "layout.njk" %}${1234*5678}',
  SQL: "'; drop table visits; -- ?  :name $1",
  'a name of every object': '__proto__',
  'a path upwards': '../../etc/passwd',
  'a huge number': '99999999999999999999',
  'not a number': '-1e309',
}
