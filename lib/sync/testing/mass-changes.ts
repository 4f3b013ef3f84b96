import type { Chronicle } from './chronicle'
import type { Desk } from './desk'

/** More than the brakes let through (A5). */
const many = 12

/** Somebody makes many records, and once they are on both sides does the same to all of them, on one side. */
export async function changeMany(desk: Desk, story: Chronicle): Promise<void> {
  const { world, lived } = desk
  const made: string[] = []
  for (let count = 0; count < many; count += 1) made.push(await desk.make())
  await world.settle()
  const what = story.pick(['delete', 'deleteItems', 'edit', 'editItems'] as const)
  const field = story.pick(lived.fields)
  story.note(`${desk.name}: all at once: ${what} ${field?.name}`)
  const items = new Map((await world.items()).map((item) => [item.id, item]))
  for (const { recordId, itemId } of await world.links()) {
    const item = items.get(itemId ?? '')
    if (!made.includes(recordId) || !item) continue
    if (what === 'delete') await desk.remove(recordId)
    if (what === 'deleteItems') await desk.removeItem(item)
    if (what === 'edit') await desk.edit(recordId, field)
    if (what === 'editItems') await desk.editItem(item, field)
  }
}
