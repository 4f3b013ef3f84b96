import { expect, it } from 'vitest'
import { createRandom } from '../core/random'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'
import { toDo } from '../testing/to-do'

const lively = {
  emptyDeltaPageChance: 0.3,
  shortDeltaPageChance: 0.3,
  repeatedDeltaItemChance: 0.2,
  replayedDeltaChance: 0.2,
}
const weekly = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
  range: { type: 'noEnd', startDate: '2026-11-24', recurrenceTimeZone: 'UTC' },
}

/** Somebody's life with two task lists: one step at random each time. */
async function lifeOf(seed: number) {
  const random = createRandom(seed)
  const box = await toDo({ conduct: lively })
  const { emulator, graph, list } = box
  const other = (await graph('POST', '/me/todo/lists', { displayName: 'Home' })).body
  const lists = [String(list.id), String(other.id)]
  const pick = <T>(choices: readonly T[]): T | undefined =>
    choices[Math.floor(random.next() * choices.length)]
  const tasksOf = (listId: string | undefined) => `/me/todo/lists/${listId}/tasks`
  const steps: readonly ((listId: string, taskId: string) => Promise<unknown>)[] = [
    (listId) => box.add({}, tasksOf(listId)),
    (listId) => box.add({ recurrence: weekly }, tasksOf(listId)),
    (listId, id) => graph('PATCH', `${tasksOf(listId)}/${id}`, { title: `Title ${random.next()}` }),
    (listId, id) => graph('PATCH', `${tasksOf(listId)}/${id}`, { status: 'completed' }),
    (listId, id) => graph('POST', `${tasksOf(listId)}/${id}/checklistItems`, { displayName: 'Step' }),
    (listId, id) => graph('DELETE', `${tasksOf(listId)}/${id}`),
    (_, taskId) =>
      control(emulator, 'POST', '/tasks/move', { userId: small.anaId, taskId, listId: pick(lists) }),
  ]
  return {
    ...box,
    random,
    shown: async () => (await graph('GET', `${box.tasks}?$top=500`)).body.value ?? [],
    async liveOn() {
      const listId = pick(lists) ?? ''
      const tasks = (await graph('GET', `${tasksOf(listId)}?$top=500`)).body.value ?? []
      await pick(steps)?.(listId, String(pick(tasks)?.id))
    },
  }
}

it.each([1, 2, 3, 4])('an app that follows delta holds what the list shows, life %i', async (seed) => {
  const { random, round, shown, liveOn, tasks } = await lifeOf(seed)
  const held = new Map<unknown, Record<string, unknown>>()
  let removals = 0
  let link = `${tasks}/delta`
  for (let time = 0; time < 8; time += 1) {
    for (let step = 0; step < 6; step += 1) await liveOn()
    const size = 1 + Math.floor(random.next() * 5)
    const told = await round(link, { Prefer: `odata.maxpagesize=${size}` })
    link = told.link
    for (const { '@odata.type': _, ...item } of told.items) {
      if (!item['@removed']) held.set(item.id, item)
      else if (held.delete(item.id)) removals += 1
    }
    const byId = (a: Record<string, unknown>, b: Record<string, unknown>) =>
      String(a.id).localeCompare(String(b.id))
    expect([...held.values()].sort(byId)).toEqual([...(await shown())].sort(byId))
  }
  expect(removals).toBeGreaterThan(0)
  expect(held.size).toBeGreaterThan(0)
})
