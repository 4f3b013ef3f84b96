'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useCompletion } from '../_actions/use-completion'
import type { TaskRow } from './task-row'

type CompleteChosenProps = { tasks: readonly Pick<TaskRow, 'id' | 'status'>[]; onDone: () => void }

/** Completes the chosen tasks; where all of them are completed, it opens them again. */
export function CompleteChosen({ tasks, onDone }: CompleteChosenProps) {
  const t = useTranslations('task')
  const { pending, complete, reopen } = useCompletion()
  const open = tasks.filter(({ status }) => status !== 'completed')
  const act = () =>
    open.length > 0
      ? complete(open.map(({ id }) => id))
      : reopen(tasks.map(({ id }) => ({ id, status: 'notStarted' })))
  return (
    <Button
      variant="ghost"
      size="small"
      pending={pending}
      onClick={() => void act().then((done) => done && onDone())}
    >
      <CircleCheck aria-hidden />
      <span className="max-sm:sr-only">{t(open.length > 0 ? 'complete' : 'reopen')}</span>
    </Button>
  )
}
