'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { callAction } from '@/components/call-action'
import type { RecordKind } from '@/components/crm/record-kind'
import { useRefusalText } from '@/components/refusal-text'
import { notify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/web/server-action'
import { changeOwnerOfSeveral, deleteSeveral, giveBackSeveral, restoreSeveral } from './actions'

/** Deleting, restoring and giving away, each with its message, from which it can be undone where that is possible. */
export function useRecordActions(kind: RecordKind) {
  const t = useTranslations(kind)
  const tUi = useTranslations('ui')
  const refusalText = useRefusalText()
  const [pending, startTransition] = useTransition()

  const attempt = <Data>(
    work: () => Promise<ActionResult<Data>>,
    onDone: (data: Data) => void,
  ): Promise<boolean> =>
    new Promise((resolve) =>
      startTransition(async () => {
        const result = await callAction(work())
        if (result.ok) onDone(result.data)
        else notify({ title: refusalText(result), tone: 'danger' })
        resolve(result.ok)
      }),
    )

  const restore = (ids: readonly string[]) =>
    attempt(
      () => restoreSeveral({ kind, ids: [...ids] }),
      () => notify({ title: t('restoredToast', { count: ids.length }) }),
    )

  const giveBack = (owners: readonly { id: string; ownerId: string }[]) =>
    attempt(
      () => giveBackSeveral({ kind, owners: [...owners] }),
      () => notify({ title: t('ownerToast', { count: owners.length }) }),
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
        ({ were }) =>
          notify({
            title: t('ownerToast', { count: ids.length }),
            // A meeting that comes back is a new one in Microsoft 365, which may mail its people once more (A8).
            ...(were.length > 0 &&
              kind !== 'meeting' && {
                action: { label: tUi('undo'), onPress: () => void giveBack(were) },
              }),
          }),
      ),
  }
}
