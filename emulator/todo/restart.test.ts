import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'
import { toDo } from '../testing/to-do'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

it('survives a restart: lists, tasks with what hangs on them, etags, delta links, ghosts of lists', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'))
  folders.push(dataDir)
  const before = await toDo({ dataDir })
  const { link } = await before.round(`${before.tasks}/delta`)
  const task = await before.add({
    linkedResources: [{ applicationName: 'CRM' }],
    checklistItems: [{ displayName: 'Ask' }],
  })
  const ghost = (await before.graph('POST', '/me/todo/lists', { displayName: 'Ghost' })).body
  await before.graph('DELETE', `/me/todo/lists/${ghost.id}`)
  before.emulator.close()

  const after = mailbox({ dataDir })
  const shown = (await after.graph('GET', `${before.tasks}/${task.id}`)).body
  expect(shown).toEqual(task)
  expect((await after.graph('GET', link)).body.value).toMatchObject([{ id: task.id }])
  expect((await after.graph('GET', `/me/todo/lists/${ghost.id}`)).status).toBe(404)
  expect((await after.graph('GET', `/me/todo/lists/${ghost.id}/tasks`)).status).toBe(200)
  after.emulator.close()
})

it('forgets all of it on reset', async () => {
  const { emulator, graph, add } = await toDo()
  await add()
  emulator.reset()
  expect(emulator.todo.tasks.size).toBe(0)
  expect((await graph('GET', '/me/todo/lists')).body.value).toHaveLength(1)
})
