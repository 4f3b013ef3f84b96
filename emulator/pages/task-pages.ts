import type { Context } from 'hono'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import { visibleList } from '../todo/find-list'
import { taskAnywhere } from '../todo/find-task'
import { parseTask } from '../todo/parse-task'
import type { ChecklistItem } from '../todo/task-values'
import { changeTask, deleteTask, moveTask, updateTask } from '../todo/task-verbs'
import { listId, type TaskRow, taskId } from '../todo/todo'
import type { World } from '../world'
import { todayOf } from './due-day'
import { answerPage, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { changesOfTaskForm, formOfTask } from './task-form'
import { taskPage } from './task-page'
import { listNamed, toDoPath } from './to-do'
import { formOf, userOf } from './user-page'

/** One task: shown, changed, its steps and its link, moved, deleted. */
export function serveTaskPages(routes: PageRoutes, world: World): void {
  const found = (context: Context) => {
    const user = userOf(context, world, 'mailbox')
    const task = taskAnywhere(world, user.id, context.req.param('task') ?? '')
    const list = visibleList(world, user.id, listId({ userId: user.id, number: task.list }))
    return { user, task, list }
  }
  const shown = (user: User, task: TaskRow) => `/todo/${user.id}/task/${taskId(task)}`
  /** Does something to a task and shows it again. */
  const act = (context: Context, work: (task: TaskRow) => void) => {
    const { user, task } = found(context)
    world.store.atomically(() => work(task))
    return context.redirect(shown(user, task), 303)
  }

  routes.get('/todo/:user/task/:task', (context) => {
    const about = found(context)
    const form = formOfTask(about.task.values, about.user)
    const saved = context.req.query('saved') !== undefined
    return answerPage(context, taskPage(visitorOf(context), world, { ...about, form, saved }))
  })

  routes.post('/todo/:user/task/:task', async (context) => {
    const { user, task, list } = found(context)
    const { fields } = await formOf(context)
    try {
      const sent = changesOfTaskForm(task.values, fields, user, todayOf(world, user))
      const { write } = parseTask(sent, 'update', world.settings.uncertain)
      if (Object.keys(write).length > 0) world.store.atomically(() => updateTask(world, task, write))
      return context.redirect(`${shown(user, task)}?saved`, 303)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      const about = { user, task, list, form: fields, problem: failure.message }
      return answerPage(context, taskPage(visitorOf(context), world, about), 400)
    }
  })

  routes.post('/todo/:user/task/:task/steps', async (context) => {
    const displayName = (await formOf(context)).fields.get('displayName')?.trim()
    const at = world.clock.now().toISOString()
    return act(context, (task) => {
      if (!displayName) return
      const item: ChecklistItem = {
        id: world.random.uuid(),
        displayName,
        isChecked: false,
        createdDateTime: at,
        checkedDateTime: null,
      }
      changeTask(world, task, { checklist: [...task.checklist, item] })
    })
  })

  routes.post('/todo/:user/task/:task/steps/:item', async (context) => {
    const { fields } = await formOf(context)
    const id = context.req.param('item')
    const at = world.clock.now().toISOString()
    return act(context, (task) => {
      const checklist = task.checklist.flatMap((item) => {
        if (item.id !== id) return [item]
        if (fields.get('action') === 'delete') return []
        return [{ ...item, isChecked: !item.isChecked, checkedDateTime: item.isChecked ? null : at }]
      })
      changeTask(world, task, { checklist })
    })
  })

  routes.post('/todo/:user/task/:task/unlink', (context) =>
    act(context, (task) => changeTask(world, task, { linkedResource: null })),
  )

  routes.post('/todo/:user/task/:task/move', async (context) => {
    const { user, task } = found(context)
    const to = listNamed(world, user, (await formOf(context)).fields.get('to'))
    world.store.atomically(() => moveTask(world, task, to))
    return context.redirect(toDoPath(user, to), 303)
  })

  routes.post('/todo/:user/task/:task/delete', (context) => {
    const { user, task, list } = found(context)
    world.store.atomically(() => deleteTask(world, task))
    return context.redirect(toDoPath(user, list), 303)
  })
}
