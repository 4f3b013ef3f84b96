'use client'

import { CircleCheck, RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { TaskStatus } from '@/lib/crm/tasks/fields'
import { useCompletion } from '../../_actions/use-completion'

/** Completes the task of a page, or opens it again. */
export function CompletionButton({ id, status }: { id: string; status: TaskStatus }) {
  const t = useTranslations('task')
  const { pending, complete, reopen } = useCompletion()
  if (status === 'completed') {
    return (
      <Button pending={pending} onClick={() => void reopen([{ id, status: 'notStarted' }])}>
        <RotateCcw aria-hidden />
        {t('reopen')}
      </Button>
    )
  }
  return (
    <Button variant="primary" pending={pending} onClick={() => void complete([id])}>
      <CircleCheck aria-hidden />
      {t('complete')}
    </Button>
  )
}
