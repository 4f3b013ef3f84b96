'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { callAction } from '@/components/call-action'
import type { RecordKind } from '@/components/crm/record-kind'
import { useRefusalText } from '@/components/refusal-text'
import { notify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/web/server-action'
import { changeOwnerOfSeveral, deleteSeveral, restoreSeveral } from './actions'

/** Deleting, restoring and giving away, each with its message; a deletion can be undone from it. */
export function useRecordActions(kind: RecordKind) {
  const t = useTranslations(kind)
  const tUi = useTranslations('ui')
  const refusalText = useRefusalText()
  const [pending, startTransition] = useTransition()

  const attempt = (work: () => Promise<ActionResult<null>>, onDone: () => void): Promise<boolean> =>
    new Promise((resolve) =>
      startTransition(async () => {
        const result = await callAction(work())
        if (result.ok) onDone()
        else notify({ title: refusalText(result), tone: 'danger' })
        resolve(result.ok)
      }),
    )

  const restore = (ids: readonly string[]) =>
    attempt(
      () => restoreSeveral({ kind, ids: [...ids] }),
      () => notify({ title: t('restoredToast', { count: ids.length }) }),
    )

  return {
    pending,
    restore,
    remove: (ids: readonly string[]) =>
      attempt(
        () => deleteSeveral({ kind, ids: [...ids] }),
        () =>
          notify({
            title: t('deletedToast', { count: ids.length }),
            action: { label: tUi('undo'), onPress: () => void restore(ids) },
          }),
      ),
    giveTo: (ids: readonly string[], ownerId: string) =>
      attempt(
        () => changeOwnerOfSeveral({ kind, ids: [...ids], ownerId }),
        () => notify({ title: t('ownerToast', { count: ids.length }) }),
      ),
  }
}
