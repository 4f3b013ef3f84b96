import { ChevronDown, ChevronsDown, ChevronsUp, ChevronUp, Minus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { TaskPriority } from '@/lib/crm/tasks/fields'

export const priorityIcons = {
  highest: ChevronsUp,
  high: ChevronUp,
  normal: Minus,
  low: ChevronDown,
  lowest: ChevronsDown,
} as const satisfies Record<TaskPriority, unknown>

const inks = {
  highest: 'text-danger-text',
  high: 'text-warning-text',
  normal: 'text-ink-faint',
  low: 'text-ink-faint',
  lowest: 'text-ink-faint',
} as const satisfies Record<TaskPriority, string>

/** A priority by sign, word and colour. */
export function PriorityText({ priority }: { priority: TaskPriority }) {
  const t = useTranslations('task.priorities')
  const Icon = priorityIcons[priority]
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <Icon aria-hidden className={classNames('size-4 shrink-0', inks[priority])} />
      <span className="truncate">{t(priority)}</span>
    </span>
  )
}
