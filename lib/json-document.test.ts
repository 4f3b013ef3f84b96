import { expect, it } from 'vitest'
import { type JsonPart, jsonDocument, pagesOf } from './json-document'

async function textOf(parts: JsonPart[]): Promise<string> {
  let text = ''
  for await (const piece of jsonDocument(parts)) text += piece
  return text
}

/** The numbers below `count`, three at a time. */
const numbers = (count: number) =>
  pagesOf<number, number>(async (after = 0) => {
    const items = Array.from({ length: Math.min(3, count - after) }, (_, at) => after + at)
    return { items, next: after + 3 < count ? after + 3 : null }
  })

it.each([0, 1, 3, 4, 7])('reads as JSON, with all of a list of %i', async (count) => {
  const text = await textOf([
    { name: 'account', value: { name: 'É "x"', at: new Date(0) } },
    { name: 'list', pages: numbers(count) },
    { name: 'none', value: null },
  ])
  expect(JSON.parse(text)).toEqual({
    account: { name: 'É "x"', at: '1970-01-01T00:00:00.000Z' },
    list: Array.from({ length: count }, (_, at) => at),
    none: null,
  })
})

it('reads a page when it is asked for, not before', async () => {
  const asked: number[] = []
  const pages = pagesOf<number, number>(async (after = 0) => {
    asked.push(after)
    return { items: [after], next: after + 1 }
  })
  const pieces = jsonDocument([{ name: 'list', pages }])
  await pieces.next()
  await pieces.next()
  await pieces.return(undefined)
  expect(asked).toEqual([0])
})

it('of nothing is an empty object', async () => {
  expect(JSON.parse(await textOf([]))).toEqual({})
})
