import type { SeenRequest } from '@/lib/microsoft/graph/seen-request'

declare global {
  /** On `globalThis` because the functions that count and the route that reads may be bundled apart. */
  var tandemGraphRequests: Map<string, number> | undefined
}

type Counted = { kind: 'single' | 'batch' | 'part' | 'token'; status: string; count: number }

const counters = (): Map<string, number> => {
  globalThis.tandemGraphRequests ??= new Map()
  return globalThis.tandemGraphRequests
}

/** Counts one request of a run of this process. */
export function countGraphRequest({ path, status, ms }: SeenRequest): void {
  const key = `${kindOf(path, ms)} ${status ?? 'none'}`
  counters().set(key, (counters().get(key) ?? 0) + 1)
}

/** What this process has asked of Microsoft since it started, by kind and status of the answer (`none`: there was none). */
export function graphRequestCounts(): Counted[] {
  return [...counters()].map(([key, count]) => {
    const [kind, status = ''] = key.split(' ')
    return { kind: kind as Counted['kind'], status, count }
  })
}

function kindOf(path: string, ms: number | null): Counted['kind'] {
  if (ms === null) return 'part'
  if (path.endsWith('/token')) return 'token'
  return path === '/$batch' ? 'batch' : 'single'
}
