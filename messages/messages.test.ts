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

/** The names that a text wants values for: of `{name}`, of `{count, plural, …}` and in its branches, and of tags. */
function holes(text: string): Set<string> {
  const names = new Set([...text.matchAll(/<(\w+)>/g)].map((match) => match[1] ?? ''))
  let at = 0
  const message = () => {
    while (at < text.length && text[at] !== '}') {
      if (text[at] === '{') argument()
      else at += 1
    }
  }
  const argument = () => {
    const [whole, name, choice] = /^\{\s*(\w+)\s*(?:,\s*(\w+))?/.exec(text.slice(at)) ?? ['{']
    at += whole.length
    names.add(name ?? '?')
    while (at < text.length && text[at] !== '}') {
      const isBranch = text[at] === '{' && choice !== undefined
      at += 1
      if (!isBranch) continue
      message()
      at += 1
    }
    at += 1
  }
  message()
  return names
}

/** A language may have to inflect for it where the other does not; those who ask for these texts always give it. */
const inflecting = 'module'

const wanted = (text: string) => [...holes(text)].filter((name) => name !== inflecting).sort()

const english = new Map(texts(en))
const french = new Map(texts(fr))

describe('messages', () => {
  it('exist in both languages', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english])('%s wants the same values in both languages', (path, text) => {
    expect(wanted(french.get(path) ?? '')).toEqual(wanted(text))
  })

  it('are never empty', () => {
    for (const [path, text] of [...english, ...french]) expect(text.trim(), path).not.toBe('')
  })

  it('never leave a French sign alone at the beginning of a line', () => {
    for (const [path, text] of french) expect(text, path).not.toMatch(/ [:;?!»]|« /)
  })
})
