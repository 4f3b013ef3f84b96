import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const Entry = z.object({
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const Lock = z.object({ packages: z.record(z.string(), Entry) })

const lock = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
const entries = Object.entries(lock.packages)

/** Where npm would look for `name`, required by the package at `from`: beside it, then further up. */
function placesOf(name: string, from: string): string[] {
  const levels = from.split('/node_modules/')
  const nested = levels.map((_, depth) => levels.slice(0, depth + 1).join('/node_modules/'))
  return [...nested.map((level) => `${level}/node_modules/${name}`), `node_modules/${name}`]
}

describe('package-lock.json', () => {
  // npm leaves out of the lock, without a word, platform packages that are not published yet; the next `npm ci` on such
  // a platform then fails.
  it('is complete for every platform', () => {
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !placesOf(name, path).some((place) => place in lock.packages))
        .map((name) => `${name}, of ${path}`),
    )
    expect(missing).toEqual([])
  })

  it('names no registry, so that it works behind any mirror', () => {
    expect(
      entries.filter(([, { resolved, link }]) => resolved !== undefined && !link).map(([path]) => path),
    ).toEqual([])
  })
})
