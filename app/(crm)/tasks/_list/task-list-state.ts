import { type TaskPriority, type TaskStatus, taskPriorities, taskStatuses } from '@/lib/crm/tasks/fields'

/** Open ones are those that are not completed; those due today and overdue ones are open, too. */
export const taskViews = ['open', 'today', 'overdue', 'completed'] as const
export type TaskView = (typeof taskViews)[number]

export const taskSorts = ['due', 'priority', 'changed', 'name'] as const
export type TaskSort = (typeof taskSorts)[number]

/** What the address of the list of tasks says about what is shown. */
export type TaskListState = {
  search: string
  view: TaskView
  status: TaskStatus | null
  priority: TaskPriority | null
  /** Whose: the viewer's own, or everybody's that she may see. */
  whose: 'own' | 'all'
  /** Null for the order that suits the view. */
  sort: TaskSort | null
  /** Where each page after the first began, the present one last: the way back. */
  trail: readonly string[]
}

/** Pages that one can go back; an address must not grow without end. */
const longestTrail = 25

type SearchParams = Record<string, string | string[] | undefined>

/** Reads an address leniently: what is unknown or broken counts as not given. */
export function readTaskListState(params: SearchParams): TaskListState {
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  const oneOf = <Known extends string>(known: readonly Known[], name: string) =>
    known.find((one) => one === text(name)) ?? null
  const view = oneOf(taskViews, 'view') ?? 'open'
  return {
    search: text('q').slice(0, 200),
    view,
    status: oneOf(statusesIn(view), 'status'),
    priority: oneOf(taskPriorities, 'priority'),
    whose: text('whose') === 'all' ? 'all' : 'own',
    sort: oneOf(taskSorts, 'sort'),
    trail: text('page').split('.').filter(Boolean),
  }
}

/** The address of the list in this state. */
export function taskListHref({ search, view, trail, whose, ...filters }: TaskListState): string {
  const query = new URLSearchParams()
  if (view !== 'open') query.set('view', view)
  if (whose === 'all') query.set('whose', whose)
  for (const name of ['status', 'priority', 'sort'] as const) {
    const value = filters[name]
    if (value !== null) query.set(name, value)
  }
  if (search) query.set('q', search)
  if (trail.length > 0) query.set('page', trail.slice(-longestTrail).join('.'))
  const text = query.toString()
  return text === '' ? '/tasks' : `/tasks?${text}`
}

/** A change of what is shown starts at the first page again; a status that the view has none of is forgotten. */
export function withTaskChange(
  state: TaskListState,
  change: Partial<Omit<TaskListState, 'trail'>>,
): TaskListState {
  const next = { ...state, ...change, trail: [] }
  const known = next.status !== null && statusesIn(next.view).includes(next.status)
  return { ...next, status: known ? next.status : null }
}

/** What a view can be narrowed down to: those who see completed tasks see no other status. */
export const statusesIn = (view: TaskView): readonly TaskStatus[] =>
  view === 'completed' ? [] : taskStatuses.filter((status) => status !== 'completed')

/** What is due first, of what is still to be done; what was completed last, of what is done. */
export const sortOf = ({ sort, view }: Pick<TaskListState, 'sort' | 'view'>): TaskSort =>
  sort ?? (view === 'completed' ? 'changed' : 'due')
