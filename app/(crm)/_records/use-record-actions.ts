'use client'

import { useTranslations } from 'next-intl'
import type { RecordKind } from '@/components/crm/record-kind'
import { notify } from '@/components/ui/toast'
import { changeOwnerOfSeveral, deleteSeveral, giveBackSeveral, restoreSeveral } from './actions'
import { useAttempt } from './use-attempt'

/** Deleting, restoring and giving away, each with its message, from which it can be undone where that is possible. */
export function useRecordActions(kind: RecordKind) {
  const t = useTranslations(kind)
  const tUi = useTranslations('ui')
  const { pending, attempt } = useAttempt()

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
