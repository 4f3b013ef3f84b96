'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { notify } from '@/components/ui/toast'
import type { TaskStatus } from '@/lib/crm/tasks/fields'
import type { ActionResult } from '@/lib/web/server-action'
import { completeSeveral, setStatuses } from './task-actions'

/** Completing and reopening, each with its message; a completion can be undone from it. */
export function useCompletion() {
  const t = useTranslations('task')
  const tUi = useTranslations('ui')
  const refusalText = useRefusalText()
  const [pending, startTransition] = useTransition()

  const attempt = <Data>(work: () => Promise<ActionResult<Data>>, onDone: (data: Data) => void) =>
    new Promise<boolean>((resolve) =>
      startTransition(async () => {
        const result = await callAction(work())
        if (result.ok) onDone(result.data)
        else notify({ title: refusalText(result), tone: 'danger' })
        resolve(result.ok)
      }),
    )

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
