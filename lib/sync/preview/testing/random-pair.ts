import type { MappingRow } from '@/lib/sync/core/types'
import { livedContacts } from '@/lib/sync/testing/lived-contacts'
import { livedMeetings } from '@/lib/sync/testing/lived-meetings'
import type { Chances, LivedModule } from '@/lib/sync/testing/lived-module'
import { livedTasks } from '@/lib/sync/testing/lived-tasks'
import type { GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'

export const livedModules: readonly LivedModule[] = [livedContacts, livedMeetings, livedTasks]

/** Random records on one side and random items on the other; what happens follows from the world's seed. */
export class RandomPair {
  private made = 0
  constructor(
    private readonly world: SyncWorld,
    private readonly lived: LivedModule,
  ) {}

  readonly chances: Chances = {
    serial: () => {
      this.made += 1
      return this.made
    },
    chance: (probability) => this.world.random() < probability,
    pick: (list) => list[Math.floor(this.world.random() * list.length)],
    now: () => this.world.now(),
  }

  /** So many things happen, on either side. `folder`: where items are made and changed; none yet: only in the CRM. */
  async happen(count: number, folder: string | null): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      await this.world.pass(1_000)
      if (folder === null || this.chances.chance(0.5)) await this.inCrm()
      else await this.inMicrosoft(folder)
    }
  }

  async make(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) await this.lived.make(this.world.ana, this.chances)
  }

  mapping = (): MappingRow[] => [...(this.chances.pick(this.lived.mappings) ?? [])]

  private async inCrm(): Promise<void> {
    const { world, lived, chances } = this
    const records = (await lived.list(world.ana, {})).sort((a, b) => (a.name < b.name ? -1 : 1))
    const record = chances.pick(records)
    const act = chances.pick(['make', 'edit', 'edit', 'remove', 'rare'] as const)
    if (act === 'make' || !record) await lived.make(world.ana, chances)
    else if (act === 'remove') await lived.remove(world.ana, record.id)
    else if (act === 'rare') await chances.pick(lived.rare)?.(world, { record }, chances)
    else {
      const field = chances.pick([...lived.fields, ...lived.crmOnly])
      if (field) await lived.edit(world.ana, record.id, field.patch(field.value(chances)))
    }
  }

  private async inMicrosoft(folder: string): Promise<void> {
    const { world, lived, chances } = this
    const kind = world.module.container
    const page = await world.outlook('GET', `${folder}${kind.items}?$top=1000`)
    const items = (page.value as GraphJson[]).sort((a, b) => (lived.itemName(a) < lived.itemName(b) ? -1 : 1))
    const item = chances.pick(items)
    const act = chances.pick(['make', 'edit', 'edit', 'remove', 'twin'] as const)
    if (act === 'make' || !item) await world.outlook('POST', `${folder}${kind.items}`, lived.item(chances))
    else if (act === 'twin') await this.makeTwin(folder)
    else {
      const containerId = decodeURIComponent(folder.split('/').at(-1) ?? '')
      const path = `${kind.itemPath(containerId)}/${encodeURIComponent(String(item.id))}`
      if (act === 'remove') return void (await world.outlook('DELETE', path))
      const field = chances.pick(lived.fields)
      if (field) await world.outlook('PATCH', path, field.item(field.value(chances), item))
    }
  }

  /** An item that looks like a record: contacts are matched by what both have in common. */
  private async makeTwin(folder: string): Promise<void> {
    const { world, lived, chances } = this
    const records = (await lived.list(world.ana, {})).sort((a, b) => (a.name < b.name ? -1 : 1))
    const address = chances.pick(records)?.email
    const emailAddresses = typeof address === 'string' ? { emailAddresses: [{ address }] } : {}
    const contact = lived.name === 'contacts' ? emailAddresses : {}
    await world.outlook('POST', `${folder}${world.module.container.items}`, {
      ...lived.item(chances),
      ...contact,
    })
  }
}
