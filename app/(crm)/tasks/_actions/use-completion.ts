'use client'

import { useTranslations } from 'next-intl'
import { useAttempt } from '@/app/(crm)/_records/use-attempt'
import { notify } from '@/components/ui/toast'
import type { TaskStatus } from '@/lib/crm/tasks/fields'
import { completeSeveral, setStatuses } from './task-actions'

/** Completing and reopening, each with its message; a completion can be undone from it. */
export function useCompletion() {
  const t = useTranslations('task')
  const tUi = useTranslations('ui')
  const { pending, attempt } = useAttempt()

  const reopen = (statuses: readonly { id: string; status: TaskStatus }[]) =>
    attempt(
      () => setStatuses({ statuses: [...statuses] }),
      () => notify({ title: t('reopenedToast', { count: statuses.length }) }),
    )

  return {
    pending,
    reopen,
    complete: (ids: readonly string[]) =>
      attempt(
        () => completeSeveral({ ids: [...ids] }),
        ({ were }) =>
          notify({
            title: t('completedToast', { count: ids.length }),
            ...(were.length > 0 && {
              action: { label: tUi('undo'), onPress: () => void reopen(were) },
            }),
          }),
      ),
  }
}
