'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { notify } from '@/components/ui/toast'
import type { ConnectionSettings } from '@/lib/sync/connections/connection-settings'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { ActionRefusal, ActionResult } from '@/lib/web/server-action'
import { connectionKeys } from '../_connection/use-live-connection'
import { decideHeld, disable, enable, instantSync, syncNow } from '../actions'
import { signInUrlOf, useConnectionRefusal } from './use-connection-refusal'

type Work = 'sync' | 'go-on' | 'change' | 'instant' | 'disable' | 'apply' | 'restore'

/** What the buttons of a card do. One thing at a time; the card shows the outcome as soon as it is there. */
export function useConnectionActions(module: ModuleName) {
  const queries = useQueryClient()
  const refusalText = useConnectionRefusal()
  const [pending, setPending] = useState<Work | null>(null)

  /** @param takeRefusal whether a refusal has been told where it belongs */
  const attempt = async (
    work: Work,
    act: () => Promise<ActionResult<unknown>>,
    takeRefusal: (refusal: ActionRefusal) => boolean = () => false,
  ): Promise<boolean> => {
    setPending(work)
    try {
      const result = await callAction(act())
      const signInUrl = result.ok ? null : signInUrlOf(result)
      if (signInUrl !== null) {
        window.location.assign(signInUrl)
        return false
      }
      if (!result.ok && !takeRefusal(result)) notify({ title: refusalText(result), tone: 'danger' })
      await queries.invalidateQueries({ queryKey: connectionKeys.live(module) })
      return result.ok
    } finally {
      setPending(null)
    }
  }

  return {
    pending,
    syncNow: () => attempt('sync', () => syncNow({ module })),
    /** Tries again what stopped; leads to Microsoft's sign-in page when that is what it takes. */
    goOn: () => attempt('go-on', () => enable({ module, settings: {} })),
    change: (settings: ConnectionSettings) => attempt('change', () => enable({ module, settings })),
    /** Leads to Microsoft's sign-in page. */
    signInForInstant: () =>
      attempt('instant', async () => {
        const result = await instantSync({ module })
        if (result.ok) window.location.assign(result.data.signInUrl)
        return result
      }),
    disable: (
      asked: { keep: boolean; seal: string | undefined },
      takeRefusal: (refusal: ActionRefusal) => boolean,
    ) => attempt('disable', () => disable({ module, ...asked }), takeRefusal),
    decide: (decision: 'apply' | 'restore') => attempt(decision, () => decideHeld({ module, decision })),
  }
}
