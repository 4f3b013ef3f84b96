import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const Graph = z.object({
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ resolved: z.string(), dependencyTypes: z.array(z.string()) })),
    }),
  ),
})

const SERVER_ONLY =
  /^db\/|^lib\/env\.ts$|^lib\/log\.ts$|^lib\/web\/(database|context)\.ts$|node_modules\/(postgres|drizzle-orm|pino)\//

/** What each module loads when it runs: imports of types alone are gone by then. */
function loadedBy(): Map<string, string[]> {
  const cli = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'
  const args = [cli, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'app', 'components']
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 })
  return new Map(
    Graph.parse(JSON.parse(stdout)).modules.map(({ source, dependencies }) => [
      source,
      dependencies
        .filter((one) => !one.dependencyTypes.includes('type-only'))
        .map(({ resolved }) => resolved),
    ]),
  )
}

const startsWith = (file: string, directive: string) =>
  /^(app|components|lib)\/.*\.tsx?$/.test(file) &&
  readFileSync(file, 'utf8').trimStart().startsWith(`'${directive}'`)

describe('files that run in the browser', () => {
  it('load nothing that belongs to the server: no database, no secrets, no log', () => {
    const graph = loadedBy()
    const clientFiles = [...graph.keys()].filter((file) => startsWith(file, 'use client'))
    expect(clientFiles.length).toBeGreaterThan(0)
    const leaks = clientFiles.flatMap((start) => {
      const path = pathTo(graph, start, (file) => SERVER_ONLY.test(file))
      return path ? [path.join(' → ')] : []
    })
    expect(leaks).toEqual([])
  })
})

/** The shortest way from one module to a forbidden one. Behind `'use server'` the browser only calls, it does not load. */
function pathTo(
  graph: Map<string, string[]>,
  start: string,
  forbidden: (file: string) => boolean,
): string[] | null {
  const seen = new Set([start])
  const queue: string[][] = [[start]]
  for (let path = queue.shift(); path; path = queue.shift()) {
    const file = path.at(-1) ?? start
    if (forbidden(file)) return path
    if (startsWith(file, 'use server')) continue
    for (const next of graph.get(file) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      queue.push([...path, next])
    }
  }
  return null
}
