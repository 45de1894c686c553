/** Agents are told of each release before it is in use (standards K26). */
import phoneChanges from '../../src/text/en/phoneChanges.json' with { type: 'json' }
import { readSource } from './sources.ts'

const { version } = JSON.parse(readSource('package.json').text) as { version: string }
const versions = phoneChanges.releases.map((release) => release.version)

const numbered = (text: string) =>
  text
    .split('.')
    .map((part) => part.padStart(6, '0'))
    .join('.')

test('the page for agents begins with this release', () => {
  expect(versions[0]).toBe(version)
})

test('the page for agents tells of each release once, newest first', () => {
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => numbered(b).localeCompare(numbered(a))))
  expect(phoneChanges.releases.filter(({ changes }) => changes.length === 0)).toEqual([])
})
