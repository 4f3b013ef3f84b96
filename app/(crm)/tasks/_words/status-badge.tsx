import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { TaskStatus } from '@/lib/crm/tasks/fields'

const tones = {
  notStarted: 'neutral',
  inProgress: 'accent',
  waitingForInput: 'warning',
  deferred: 'neutral',
  completed: 'success',
} as const satisfies Record<TaskStatus, unknown>

export function StatusBadge({ status }: { status: TaskStatus }) {
  const t = useTranslations('task.statuses')
  return <Badge tone={tones[status]}>{t(status)}</Badge>
}
