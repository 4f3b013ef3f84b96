import type { Part } from '../part'
import type { World } from '../world'
import { childRoutes } from './child-routes'
import { extensionRoutes } from './extension-routes'
import { defaultListOf } from './find-list'
import { listRoutes } from './list-routes'
import { parseTask } from './parse-task'
import { taskRoutes } from './task-routes'
import { storeTask } from './task-verbs'

/** Mailboxes' To Do. */
export const todoPart: Part = {
  name: 'todo',
  graph: [...listRoutes, ...taskRoutes, ...childRoutes, ...extensionRoutes],
  plant: plantTasks,
}

function plantTasks(world: World): void {
  for (const { userId, task } of world.seed.tasks ?? [])
    storeTask(world, defaultListOf(userId), parseTask(task, 'create', world.settings.uncertain))
}
