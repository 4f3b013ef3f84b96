import { describe, expect, it } from 'vitest'
import { en } from './en'
import { fr } from './fr'

type Tree = { [key: string]: string | Tree }

/** Every text with its path, such as `signIn.title`. */
function texts(tree: Tree, path: string[] = []): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[[...path, key].join('.'), value]] : texts(value, [...path, key]),
  )
}

/** The names that a text wants values for: `{count, plural, …}` and `{name}`, and its tags. */
const holes = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map((match) => match[1] ?? match[2]))].sort()

const english = new Map(texts(en))
const french = new Map(texts(fr))

describe('messages', () => {
  it('exist in both languages', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english])('%s wants the same values in both languages', (path, text) => {
    expect(holes(french.get(path) ?? '')).toEqual(holes(text))
  })

  it('are never empty', () => {
    for (const [path, text] of [...english, ...french]) expect(text.trim(), path).not.toBe('')
  })
})
