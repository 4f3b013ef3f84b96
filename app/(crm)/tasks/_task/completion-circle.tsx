'use client'

import { Circle, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { TaskStatus } from '@/lib/crm/tasks/fields'
import { useCompletion } from '../_actions/use-completion'

type CompletionCircleProps = { id: string; subject: string; status: TaskStatus; mayEdit: boolean }

/** The one click that completes a task, or opens it again. It shows the outcome before the server has answered. */
export function CompletionCircle({ id, subject, status, mayEdit }: CompletionCircleProps) {
  const t = useTranslations('task')
  const { pending, complete, reopen } = useCompletion()
  const completed = status === 'completed'
  const Icon = completed !== pending ? CircleCheck : Circle
  const look = completed !== pending ? 'size-5 text-success-text' : 'size-5 text-ink-faint'
  if (!mayEdit) return <Icon aria-hidden className={`${look} shrink-0`} />
  const act = () => (completed ? reopen([{ id, status: 'notStarted' }]) : complete([id]))
  return (
    <button
      type="button"
      aria-label={t(completed ? 'reopenOne' : 'completeOne', { name: subject })}
      aria-disabled={pending || undefined}
      onClick={() => {
        if (!pending) void act()
      }}
      className="relative z-1 -m-1.5 grid size-8 shrink-0 place-items-center rounded-full hover:bg-hover [&:hover_svg]:text-success-text"
    >
      <Icon aria-hidden className={look} />
    </button>
  )
}
