/** Questions of one turn of the event loop are one question; every asker gets an answer of their own. */
import { together } from '../../src/store/together.ts'

const kept: Record<string, string> = { a: 'Anna', b: 'Ben' }

/** A reader of the names above, and the keys of every question that it put. */
function aReader() {
  const asked: string[][] = []
  const read = together<string, { asked: number; name: string }>((keys) => {
    asked.push(keys)
    if (keys.includes('broken')) return Promise.reject(new Error('The connection was lost'))
    const rows = keys.map((key, at) => ({ asked: at + 1, name: kept[key] ?? '' }))
    return Promise.resolve(rows.filter(({ name }) => name !== '').reverse())
  })
  return { read, asked }
}

test('what is asked in one turn is asked at once, and everybody gets what is theirs', async () => {
  const { read, asked } = aReader()
  const found = await Promise.all(['b', 'nobody', 'a'].map(read))
  expect(found.map((row) => row?.name)).toEqual(['Ben', undefined, 'Anna'])
  expect(asked).toEqual([['b', 'nobody', 'a']])
})

test('who asks later asks again', async () => {
  const { read, asked } = aReader()
  await read('a')
  await read('a')
  expect(asked).toEqual([['a'], ['a']])
})

test('two who ask for the same get an object each', async () => {
  const { read } = aReader()
  const [one, other] = await Promise.all([read('a'), read('a')])
  expect(one).toEqual({ ...other, asked: 1 })
  expect(one).not.toBe(other)
})

test('a question that fails fails for those who asked it, not for the next', async () => {
  const { read } = aReader()
  const refusals = await Promise.allSettled([read('a'), read('broken')])
  expect(refusals.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect((await read('a'))?.name).toBe('Anna')
})
