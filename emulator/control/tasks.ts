import type { Hono } from 'hono'
import { z } from 'zod'
import { visibleList } from '../todo/find-list'
import { taskAnywhere } from '../todo/find-task'
import { moveTask } from '../todo/task-verbs'
import { taskId } from '../todo/todo'
import type { World } from '../world'
import { orControlError, readJson } from './json-call'
import { findUser } from './users'

const Move = z.strictObject({ userId: z.string(), taskId: z.string(), listId: z.string() })

/** `POST /_emulator/tasks/move`: what people do in To Do and v1.0 has no call for. Answers the new id. */
export function controlTasks(app: Hono, world: World): void {
  app.post('/_emulator/tasks/move', async (context) => {
    const { userId, ...given } = await readJson(context, Move)
    const user = findUser(world, userId)
    const moved = orControlError(() => {
      const task = taskAnywhere(world, user.id, given.taskId)
      const list = visibleList(world, user.id, given.listId)
      return world.store.atomically(() => moveTask(world, task, list))
    })
    return context.json({ id: taskId(moved) })
  })
}
