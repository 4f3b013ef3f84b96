'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import type { ConnectionSettings } from '@/lib/sync/connections/connection-settings'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { PreviewPurpose, SealedPreview } from '@/lib/sync/preview/preview-connection'
import type { ActionRefusal } from '@/lib/web/server-action'
import { connectionKeys } from '../_connection/use-live-connection'
import { preview } from '../actions'
import { changedPreview } from './changed-meanwhile'

type Asked = { module: ModuleName; settings: ConnectionSettings; purpose: PreviewPurpose; enabled?: boolean }

/**
 * A preview that is shown before something is done, and what differs from it when that is refused because something has
 * changed meanwhile: then the new one is shown, and asked for again.
 */
export function usePreview({ module, settings, purpose, enabled = true }: Asked) {
  const [changed, setChanged] = useState<{ of: string; shown: SealedPreview; now: SealedPreview } | null>(
    null,
  )
  const about = JSON.stringify([purpose, settings])
  const query = useQuery({
    queryKey: connectionKeys.preview(module, purpose, JSON.stringify(settings)),
    queryFn: () => callAction(preview({ module, settings, purpose })),
    staleTime: 30_000,
    gcTime: 0,
    enabled,
  })
  const first = query.data?.ok ? query.data.data : null
  const current = changed?.of === about ? changed : null
  return {
    isLoading: query.isFetching,
    refusal: query.data?.ok === false ? query.data : null,
    preview: current?.now ?? first,
    /** What was shown before, when something has changed since. */
    shownBefore: current?.shown ?? null,
    /** @returns whether the refusal said that something has changed meanwhile */
    takeRefusal(refusal: ActionRefusal): boolean {
      const now = changedPreview(refusal)
      const shown = current?.now ?? first
      if (now === null || shown === null) return false
      setChanged({ of: about, shown, now })
      return true
    },
    retry() {
      setChanged(null)
      void query.refetch()
    },
  }
}
