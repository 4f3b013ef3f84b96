'use client'

import { Check, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { ModuleName } from '@/lib/sync/modules/module'
import { useConnectionRefusal } from '../../../_components/use-connection-refusal'
import { markSeen, putBack } from '../actions'

type EntryButtonsProps = {
  module: ModuleName
  entry: Pick<ActivityRow, 'id' | 'action' | 'direction'> & {
    fields: string[]
    isRestored: boolean
    isSeen: boolean
  }
}

const restoreKeys = { deleted: 'restoreRecord', conflict: 'putBackLost', updated: 'putBack' } as const

const isRestorable = (action: string): action is keyof typeof restoreKeys => action in restoreKeys

/** What can be done about one entry: take back what the sync did, or note that a conflict has been looked at. */
export function EntryButtons({ module, entry }: EntryButtonsProps) {
  const t = useTranslations('syncActivity')
  const refusalText = useConnectionRefusal()
  const [pending, setPending] = useState<'restore' | 'seen' | null>(null)
  const { id, action, direction, isRestored, isSeen } = entry
  const restore = async () => {
    setPending('restore')
    const result = await callAction(putBack({ module, id }))
    setPending(null)
    notify(result.ok ? { title: t('restoredToast') } : { title: refusalText(result), tone: 'danger' })
  }
  const see = async () => {
    setPending('seen')
    const result = await callAction(markSeen({ module, id }))
    setPending(null)
    if (!result.ok) notify({ title: refusalText(result), tone: 'danger' })
  }
  if (isRestored) {
    return (
      <span className="inline-flex items-center gap-1 text-xs text-success-text">
        <Check aria-hidden className="size-3.5" />
        {t('restored')}
      </span>
    )
  }
  // What was deleted in Microsoft 365 on the CRM's account lies in the CRM's own bin already.
  const canRestore = isRestorable(action) && !(action === 'deleted' && direction === 'toMicrosoft')
  return (
    <>
      {action === 'conflict' && !isSeen && (
        <Button size="small" variant="ghost" pending={pending === 'seen'} onClick={() => void see()}>
          {t('markSeen')}
        </Button>
      )}
      {canRestore && (
        <Button size="small" pending={pending === 'restore'} onClick={() => void restore()}>
          <Undo2 aria-hidden />
          {t(restoreKeys[action])}
        </Button>
      )}
    </>
  )
}
