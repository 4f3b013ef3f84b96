'use client'

import { useQuery } from '@tanstack/react-query'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { PreviewPurpose } from '@/lib/sync/preview/preview-connection'
import type { LiveConnection } from './live-connection'

const busyMs = 1_000
const calmMs = 8_000

export const connectionKeys = {
  live: (module: ModuleName) => ['connection', module] as const,
  samples: (module: ModuleName) => ['connection', module, 'samples'] as const,
  preview: (module: ModuleName, purpose: PreviewPurpose, settings: string) =>
    ['connection', module, 'preview', purpose, settings] as const,
}

/** The connection as it is now: asked for every second while something is going on, else now and then. */
export function useLiveConnection(initial: LiveConnection): LiveConnection {
  const { module } = initial
  const { data } = useQuery({
    queryKey: connectionKeys.live(module),
    queryFn: async (): Promise<LiveConnection> => {
      const answer = await fetch(`/api/internal/connections/${module}`)
      if (!answer.ok) throw new Error(`The connection could not be read (${answer.status})`)
      return answer.json()
    },
    initialData: initial,
    refetchInterval: (query) => (isBusy(query.state.data) ? busyMs : calmMs),
  })
  return data
}

/** Something is under way that the person in front of the screen waits for. */
export function isBusy(connection: LiveConnection | undefined): boolean {
  if (!connection) return false
  const { status, firstSync, held, lastRun } = connection
  const isRunning =
    lastRun !== null && lastRun.finishedAt === null && status !== 'off' && status !== 'attention'
  return (
    status === 'enabling' ||
    status === 'disabling' ||
    firstSync !== null ||
    held?.decided === true ||
    isRunning
  )
}
