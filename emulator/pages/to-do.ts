import type { Context } from 'hono'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import { defaultListOf, visibleList } from '../todo/find-list'
import { taskAnywhere } from '../todo/find-task'
import { createList, deleteList, renameList } from '../todo/list-verbs'
import { parseTask } from '../todo/parse-task'
import type { TaskWrite } from '../todo/task-values'
import { createTask, deleteTask, moveTask, updateTask } from '../todo/task-verbs'
import { type ListRow, listId } from '../todo/todo'
import type { World } from '../world'
import { answerPage, visitorOf } from './page'
import type { PageHandler, PageRoutes } from './page-routes'
import { toDoList } from './to-do-list'
import { formOf, personByHint, userOf } from './user-page'

/** What one click does to a task. */
const acts: Readonly<Record<string, TaskWrite>> = {
  complete: { status: 'completed' },
  reopen: { status: 'notStarted' },
  star: { importance: 'high' },
  unstar: { importance: 'normal' },
}

/** `/todo/:user`: lists and their tasks, as the user has them in To Do. */
export function serveToDo(routes: PageRoutes, world: World): void {
  const listPage = (context: Context, user: User, list: ListRow, problem?: string) =>
    answerPage(
      context,
      toDoList(visitorOf(context), world, { user, list, ...(problem === undefined ? {} : { problem }) }),
      problem === undefined ? 200 : 409,
    )

  /** Does something to a list or its tasks and shows a list again, with what was refused. */
  const act = (context: Context, user: User, list: ListRow, work: () => ListRow) => {
    try {
      return context.redirect(toDoPath(user, world.store.atomically(work)), 303)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      return listPage(context, user, list, failure.message)
    }
  }

  const toOwnList: PageHandler = (context) => {
    const user = personByHint(context, world)
    return context.redirect(user ? `/todo/${user.id}` : '/')
  }
  routes.get('/todo', toOwnList)
  // The address to which apps lead: To Do's own on the web.
  routes.get('/tasks', toOwnList)

  routes.get('/todo/:user', (context) => {
    const user = userOf(context, world, 'mailbox')
    return listPage(context, user, listNamed(world, user, context.req.query('list')))
  })

  routes.post('/todo/:user/tasks', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const list = listNamed(world, user, fields.get('list'))
    const due = fields.get('due')
    return act(context, user, list, () => {
      const sent = {
        title: fields.get('title')?.trim() ?? '',
        ...(due ? { dueDateTime: { dateTime: due, timeZone: user.mailboxSettings.timeZone } } : {}),
        ...(fields.has('important') ? { importance: 'high' } : {}),
      }
      createTask(world, list, parseTask(sent, 'create', world.settings.uncertain))
      return list
    })
  })

  routes.post('/todo/:user/selected', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields, all } = await formOf(context)
    const list = listNamed(world, user, fields.get('list'))
    return act(context, user, list, () => {
      const to = fields.get('action') === 'move' ? listNamed(world, user, fields.get('to')) : null
      for (const id of all('task')) {
        const task = taskAnywhere(world, user.id, id)
        if (to) moveTask(world, task, to)
        else deleteTask(world, task)
      }
      return list
    })
  })

  routes.post('/todo/:user/task/:task/:act{complete|reopen|star|unstar}', (context) => {
    const user = userOf(context, world, 'mailbox')
    const task = taskAnywhere(world, user.id, context.req.param('task') ?? '')
    const write = acts[context.req.param('act') ?? ''] ?? {}
    world.store.atomically(() => updateTask(world, task, write))
    return context.redirect(toDoPath(user, { userId: user.id, number: task.list }), 303)
  })

  routes.post('/todo/:user/lists', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const name = fields.get('displayName')?.trim() || visitorOf(context).t.newList
    return act(context, user, defaultListOf(user.id), () => createList(world, user.id, name))
  })

  routes.post('/todo/:user/lists/:list/rename', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const list = listNamed(world, user, context.req.param('list'))
    const name = fields.get('displayName')?.trim() || list.displayName
    return act(context, user, list, () => renameList(world, list, name))
  })

  routes.post('/todo/:user/lists/:list/delete', (context) => {
    const user = userOf(context, world, 'mailbox')
    const list = listNamed(world, user, context.req.param('list'))
    return act(context, user, list, () => {
      deleteList(world, list)
      return defaultListOf(user.id)
    })
  })
}

/** The list with that id; the built-in one when none is named. */
export function listNamed(world: World, user: User, id: string | undefined): ListRow {
  return id === undefined || id === '' ? defaultListOf(user.id) : visibleList(world, user.id, id)
}

export const toDoPath = (user: User, list: Pick<ListRow, 'userId' | 'number'>) =>
  `/todo/${user.id}?list=${encodeURIComponent(listId(list))}`
