import { linksOf, notifyText } from '../../src/notifications/notifyText.ts'

const mayLink = linksOf('https://visits.example.org')
const written = (text: string) => notifyText(text, mayLink)

test.each([
  'Dear Siân O’Neill-Jones (Ŵyn),',
  'https://visits.example.org/visits/Ab_c-__d*?lang=en',
  'Licence: https://www.nationalarchives.gov.uk/doc/1/',
  'Call 01632 960100, 9am to 5pm. Welsh line: 01632 960101.',
  '- Gwen Example\n- Alun Sample',
  '1. Friday 4 December 2026, 2pm to 4pm',
])('leaves %j as it is', (text) => {
  expect(written(text)).toBe(text)
})

test.each([
  ['[x](https://evil.example)', '\\[x\\](https: //evil. example)'],
  ['![x](https://evil.example/a.png)', '!\\[x\\](https: //evil. example/a. png)'],
  ['[x]: https://evil.example', '\\[x\\]: https: //evil. example'],
  ['<https://evil.example>', '<https: //evil. example>'],
  ['HTTPS://EVIL.EXAMPLE', 'HTTPS: //EVIL. EXAMPLE'],
  ['hthttps://tps://evil.example', 'hthttps: //tps: //evil. example'],
  ['http://www.gov.uk', 'http: //www. gov. uk'],
  ['https://www.gov.uk.evil.example/', 'https: //www. gov. uk. evil. example/'],
  ['https://evilgov.uk', 'https: //evilgov. uk'],
  ['https://www.gov.uk@evil.example', 'https: //www. gov. uk@evil. example'],
  ['https://visits.example.org@evil.example', 'https: //visits. example. org@evil. example'],
  ['https://visits.example.org:pass@www.gov.uk', 'https: //visits. example. org: pass@www. gov. uk'],
  [
    'https://visits.example.org/](https://evil.example)',
    'https://visits.example.org/\\](https: //evil. example)',
  ],
])('makes no link of %j', (text, safe) => {
  expect(written(text)).toBe(safe)
})

test.each([
  ['# heading', '\\# heading'],
  ['  ## heading', '\\#\\# heading'],
  ['* list', '\\* list'],
  ['• list', 'list'],
  ['^ inset', 'inset'],
  ['  ^^^ inset', 'inset'],
  ['Hello\n===', 'Hello\n'],
  ['Hello\n---', 'Hello\n\\---'],
  ['- - -', '\\- - -'],
  ['-', '\\-'],
  ['***', '\\*\\*\\*'],
  ['___', '\\_\\_\\_'],
  ['    code', 'code'],
  ['```\ncode\n```', '\\`\\`\\`\ncode\n\\`\\`\\`'],
  ['~~~', '\\~\\~\\~'],
  ['a | b\n--|--', 'a \\| b\n\\--\\|--'],
  ['\\[x]', '\\\\\\[x\\]'],
])('makes no heading, rule, box, table or list of %j', (text, safe) => {
  expect(written(text)).toBe(safe)
})
