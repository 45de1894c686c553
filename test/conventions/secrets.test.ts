/** No file that is tracked has a secret in it, nor what looks like one (standards S32). */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** Tracked files, or all that could be where there is no repository, as in an archive. */
function trackedFiles(): string[] {
  try {
    return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter(Boolean)
  } catch {
    return []
  }
}

const uuid = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}'

const shapes: Record<string, RegExp> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
  'a token of a code host': /\b(gh[pousr]_\w{36,}|github_pat_\w{40,}|glpat-[\w-]{20,})/g,
  'a token of npm': /\bnpm_\w{36}\b/g,
  'a key of a cloud': /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b/g,
  'a token of a chat': /\bxox[abprs]-[\w-]{10,}/g,
  'a signed token': /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{15,}/g,
  'a key of Notify': new RegExp(`\\b\\w+-${uuid}-${uuid}\\b`, 'g'),
  'a password in an address': /\b[a-z][a-z+]*:\/\/[^\s:/@'"`$<{]+:[^\s:/@'"`$<{]+@[\w.-]+/g,
}

/** Invented, and part of an example or a test. */
const invented =
  /^(postgres|postgresql):\/\/\w+:(\w+|secret|example)@(localhost|127\.0\.0\.1|db|database|postgres)\b|example\.(org|com|net)\b|@(localhost|127\.0\.0\.1)\b/

/** What each file has that looks like a secret. */
const findings = (files: readonly string[]) =>
  files.flatMap((path) => {
    const text = readFileSync(join(root, path), 'latin1')
    return Object.entries(shapes).flatMap(([what, shape]) =>
      [...text.matchAll(shape)]
        .filter(([found]) => !invented.test(found))
        .map(([found]) => `${path}: ${what}: ${found.slice(0, 12)}…`),
    )
  })

test('no tracked file has a secret', () => {
  expect(findings(trackedFiles())).toEqual([])
})

test('each shape is recognised', () => {
  const made = [
    ['-----BEGIN RSA PRIV', 'ATE KEY-----'],
    ['ghp', `_${'a'.repeat(36)}`],
    ['npm', `_${'a'.repeat(36)}`],
    ['AKIA', 'A'.repeat(16)],
    ['xoxb', '-1234567890-abc'],
    [`eyJ${'a'.repeat(20)}`, `.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`],
    ['live', `-${'12345678-1234-1234-1234-123456789012-'.repeat(2).slice(0, -1)}`],
    ['postgres://visits:hunter2', '@db.internal.invalid/visits'],
  ].map((parts) => parts.join(''))
  const recognised = Object.values(shapes).map((shape) => made.some((text) => text.match(shape)))
  expect(recognised).toEqual(Object.keys(shapes).map(() => true))
})
