import { decodePosition } from '@/components/crm/list-position'
import type { ListQuery } from '@/lib/crm/records/list-records'
import type { TaskFilter } from '@/lib/crm/tasks/list-tasks'
import { sortOf, type TaskListState } from './task-list-state'

type Viewpoint = { memberId: string /** YYYY-MM-DD */; today: string }

const orders = {
  due: { by: 'dueDate', descending: false },
  priority: { by: 'priority', descending: false },
  changed: { by: 'updatedAt', descending: true },
  name: { by: 'name', descending: false },
} as const

/** What the list of tasks asks for, as the person who looks at it means it. */
export function taskQuery(
  state: TaskListState,
  { memberId, today }: Viewpoint,
  limit: number,
): ListQuery & TaskFilter {
  const { search, view, status, priority, whose, trail } = state
  return {
    search,
    open: view !== 'completed',
    due: view === 'today' || view === 'overdue' ? { is: view, today } : undefined,
    statuses: status === null ? undefined : [status],
    priorities: priority === null ? undefined : [priority],
    ownerId: whose === 'all' ? undefined : memberId,
    sort: orders[sortOf(state)],
    after: decodePosition(trail.at(-1)) ?? undefined,
    limit,
  }
}
