import { ChevronDown, ChevronsDown, ChevronsUp, ChevronUp, Minus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { TaskPriority } from '@/lib/crm/tasks/fields'

const icons = {
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

/** Decoration: beside it the priority is said in words. */
export function PriorityIcon({ priority }: { priority: TaskPriority }) {
  const Icon = icons[priority]
  return <Icon aria-hidden className={classNames('size-4 shrink-0', inks[priority])} />
}

/** A priority by sign, word and colour. */
export function PriorityText({ priority }: { priority: TaskPriority }) {
  const t = useTranslations('task.priorities')
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <PriorityIcon priority={priority} />
      <span className="truncate">{t(priority)}</span>
    </span>
  )
}
