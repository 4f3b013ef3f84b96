'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { ModuleName } from '@/lib/sync/modules/module'

/** What tells one state of a record from another. */
export type ShownState = { state: string; reason: string | null; at: string | null }

const pendingMs = 1_500
const calmMs = 10_000

type WatchSyncStateProps = { module: ModuleName; recordId: string; shown: ShownState }

/** Shows the page again as soon as the sync has done something to its record, the record's own values included. */
export function WatchSyncState({ module, recordId, shown }: WatchSyncStateProps) {
  const router = useRouter()
  const { data: now } = useQuery({
    queryKey: ['record-sync', recordId],
    queryFn: async (): Promise<ShownState> => {
      const answer = await fetch(`/api/internal/records/${module}/${recordId}/sync`)
      if (!answer.ok) throw new Error(`The state could not be read (${answer.status})`)
      return answer.json()
    },
    refetchInterval: shown.state === 'pending' ? pendingMs : calmMs,
    // A state that an earlier visit left behind says nothing about the page that has just been made.
    gcTime: 0,
    staleTime: 0,
  })
  const isNews =
    now !== undefined && (now.state !== shown.state || now.reason !== shown.reason || now.at !== shown.at)
  const version = isNews ? `${now.state} ${now.reason} ${now.at}` : null
  useEffect(() => {
    if (version !== null) router.refresh()
  }, [version, router])
  return null
}
