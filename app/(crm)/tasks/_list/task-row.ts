import 'server-only'
import type { Person } from '@/app/(crm)/_people/person'
import { relatedPeople } from '@/app/(crm)/_people/related-people'
import type { Task } from '@/lib/crm/tasks/fields'
import { type RecordState, recordStates } from '@/lib/sync/records/record-states'
import type { SessionContext } from '@/lib/web/context'
import { type Due, dayAt, dueOf } from '../_words/due-date'

/** What a list shows of a task. */
export type TaskRow = Pick<Task, 'id' | 'subject' | 'status' | 'priority' | 'ownerId' | 'closedAt'> & {
  due: Due | null
  recurring: boolean
  relatedTo: Person | null
  sync: RecordState['state']
}

export async function taskRows(context: SessionContext, tasks: readonly Task[]): Promise<TaskRow[]> {
  const [personOf, states] = await Promise.all([
    relatedPeople(
      context,
      tasks.map(({ relatedTo }) => relatedTo),
    ),
    recordStates(context, 'tasks', tasks),
  ])
  const today = dayAt(context.now(), context.viewer.timeZone)
  return tasks.map((task) => ({
    id: task.id,
    subject: task.subject,
    status: task.status,
    priority: task.priority,
    ownerId: task.ownerId,
    closedAt: task.closedAt,
    due: dueOf(task, today),
    recurring: task.recurrence !== null,
    relatedTo: personOf(task.relatedTo),
    sync: states.get(task.id)?.state ?? 'off',
  }))
}
