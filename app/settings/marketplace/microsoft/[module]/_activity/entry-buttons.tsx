'use client'

import { Check, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { usePutBackRefusal } from '@/components/microsoft/put-back-refusal'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { ModuleName } from '@/lib/sync/modules/module'
import { useConnectionRefusal } from '../../_components/use-connection-refusal'
import { markSeen, putBack } from './actions'
import { modulePath } from './module-path'
import type { PlainEntry } from './plain-entry'

type EntryButtonsProps = { module: ModuleName; entry: PlainEntry }

/** What can be done about one entry: put back what the sync did, or note that a conflict has been looked at. */
export function EntryButtons({ module, entry }: EntryButtonsProps) {
  const t = useTranslations('syncActivity')
  const tUndo = useTranslations('undo')
  const refusalText = usePutBackRefusal(useConnectionRefusal())
  const [pending, setPending] = useState<'restore' | 'seen' | null>(null)
  const { id, action, direction } = entry
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
  const hint = hintOf(action, direction)
  return (
    <>
      {action === 'conflict' && !entry.isSeen && !entry.isRestored && (
        <Button size="small" variant="ghost" pending={pending === 'seen'} onClick={() => void see()}>
          {t('markSeen')}
        </Button>
      )}
      {entry.isRestored && <Restored module={module} by={entry.restoredBy} />}
      {entry.canPutBack && isRestorable(action) && (
        <Button
          size="small"
          variant="ghost"
          className="max-sm:-ml-2"
          title={hint ? tUndo(`verbHints.${hint}`) : undefined}
          pending={pending === 'restore'}
          onClick={() => void restore()}
        >
          <Undo2 aria-hidden />
          {tUndo(`verbs.${action}`)}
        </Button>
      )}
    </>
  )
}

const restorable = ['created', 'updated', 'deleted', 'matched', 'conflict', 'unlinked'] as const
type Restorable = (typeof restorable)[number]
const isRestorable = (action: ActivityRow['action']): action is Restorable =>
  restorable.some((known) => known === action)

function hintOf(action: ActivityRow['action'], direction: ActivityRow['direction']) {
  if (action === 'matched') return 'matched'
  if (action !== 'created') return null
  return direction === 'toCrm' ? 'createdToCrm' : 'createdToMicrosoft'
}

function Restored({ module, by }: { module: ModuleName; by: string | null }) {
  const t = useTranslations('syncActivity')
  const look = 'inline-flex items-center gap-1 text-xs text-success-text'
  const text = (
    <>
      <Check aria-hidden className="size-3.5" />
      {t('restored')}
    </>
  )
  if (by === null) return <span className={look}>{text}</span>
  return (
    <Link href={modulePath(module, 'runs', by)} className={`${look} underline-offset-3 hover:underline`}>
      {text}
    </Link>
  )
}
