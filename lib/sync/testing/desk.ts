import { DomainError } from '@/lib/errors'
import { identityField } from '@/lib/sync/run/find-replaced'
import type { Chronicle } from './chronicle'
import type { LivedField, LivedModule, LivedRecord } from './lived-module'
import type { GraphJson, SyncWorld } from './sync-world'

/** A member with one of her modules: what she, and people around her, do to its records and items on both sides. */
export class Desk {
  private elsewhere: string | null = null
  private readonly away: string[] = []

  constructor(
    readonly name: string,
    readonly world: SyncWorld,
    readonly lived: LivedModule,
    private readonly story: Chronicle,
    /** Whom records may be given to, and who may give them. */
    private readonly colleagues: () => Promise<string>,
  ) {}

  private note = (text: string) => this.story.note(`${this.name}: ${text}`)

  async act(): Promise<void> {
    const { world, lived, story } = this
    const action = story.pick([
      'make',
      'makeItem',
      'edit',
      'edit',
      'editItem',
      'editItem',
      'both',
      'rare',
    ] as const)
    const there = await this.isReachable()
    const record = story.pick((await lived.list(world.ana, {})).sort((a, b) => (a.name < b.name ? -1 : 1)))
    const items = there ? await world.items() : []
    const item = story.pick(items.sort((a, b) => (lived.itemName(a) < lived.itemName(b) ? -1 : 1)))
    if (action === 'make') await this.make()
    if (action === 'makeItem' && there) await this.makeItem()
    if ((action === 'edit' || action === 'both') && record) await this.edit(record.id)
    if ((action === 'editItem' || action === 'both') && item) await this.editItem(item)
    if (action === 'rare' && there) await this.actRarely(record, item)
  }

  /** Whether she can open her container over there. */
  async isReachable(): Promise<boolean> {
    const { emulator, mailbox } = this.world
    if (emulator.directory.users.get(mailbox.userId)?.hasMailbox !== true) return false
    return this.world.containerExists()
  }

  private async actRarely(record: LivedRecord | undefined, item: GraphJson | undefined): Promise<void> {
    const { world, lived, story } = this
    const usual = ['delete', 'deleteItem', 'restore', 'give', 'moveOut', 'moveBack', 'noise'] as const
    const action = story.pick([...usual, ...lived.rare])
    if (typeof action === 'function') {
      const what = { ...(record ? { record } : {}), ...(item ? { item } : {}) }
      const told = await action(world, what, story.chances)
      if (told) this.note(told)
    }
    if (action === 'delete' && record) await this.remove(record.id)
    if (action === 'give' && record) await this.give(record)
    if (action === 'restore') {
      const gone = story.pick(await lived.list(world.ana, { deleted: true }))
      if (gone) {
        this.note(`crm restores ${gone.id}`)
        await lived.restore(world.ana, gone.id)
      }
    }
    if (action === 'deleteItem' && item) await this.removeItem(item)
    if (action === 'moveOut' && item) {
      await this.loseOutlookEdits(item)
      this.away.push(await world.move(String(item.id), await this.otherContainer()))
    }
    const containerId = action === 'moveBack' ? await world.container() : null
    const returning = action === 'moveBack' ? this.away.pop() : undefined
    if (returning && containerId) {
      this.note('outlook moves one back')
      await world.move(returning, containerId)
    }
    const { noise } = lived.elsewhere
    if (action === 'noise') await world.outlook('POST', noise.path, noise.item)
  }

  async remove(recordId: string): Promise<void> {
    this.story.mayBeGone.add(recordId)
    this.note(`crm deletes ${recordId}`)
    await this.lived.remove(this.world.ana, recordId)
  }

  async removeItem(item: GraphJson): Promise<void> {
    await this.loseOutlookEdits(item)
    await this.world.outlook('DELETE', await this.world.itemPath(item))
  }

  private async give(record: LivedRecord): Promise<void> {
    const { world, lived, story } = this
    const ownerId = await this.colleagues()
    if (ownerId === world.ana.memberId) return
    story.mayBeGone.add(record.id)
    this.note(`crm gives ${record.id} away`)
    await lived.edit(world.ana, record.id, { ownerId })
  }

  async make(): Promise<string> {
    const { lived, world, story } = this
    const { id, field, value } = await lived.make(world.ana, story.chances)
    story.edits.push({ recordId: id, field, value, by: 'crm', module: lived.name })
    this.note(`crm makes ${id} ${value}`)
    return id
  }

  private async makeItem(): Promise<void> {
    const { lived, world, story } = this
    const json = lived.item(story.chances)
    this.note(`outlook makes ${lived.itemName(json)}`)
    await world.outlook('POST', `${await world.folder()}${world.module.container.items}`, json)
  }

  private anyField(): LivedField | undefined {
    const { lived, story } = this
    return (story.chance(0.1) ? story.pick(lived.crmOnly) : undefined) ?? story.pick(lived.fields)
  }

  async edit(recordId: string, field = this.anyField()): Promise<void> {
    const { lived, world, story } = this
    if (!field) return
    const value = field.value(story.chances)
    const before = (await lived.list(world.ana, {})).find(({ id }) => id === recordId)
    // Somebody else may have deleted it since it was listed.
    const done = await lived.edit(world.ana, recordId, field.patch(value)).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error
      return null
    })
    const changed = done && !(before && field.record(before) === value)
    if (changed) story.edits.push({ recordId, field: field.name, value, by: 'crm', module: lived.name })
    this.note(`crm ${recordId} ${field.name} = ${value}`)
  }

  async editItem(item: GraphJson, field = this.story.pick(this.lived.fields)): Promise<void> {
    const { lived, world, story } = this
    if (!field) return
    const value = field.value(story.chances)
    await world.outlook('PATCH', await world.itemPath(item), field.item(value, item))
    const recordId = await this.recordOf(item)
    const { mapping } = await world.row()
    const usual = (lived.mappings[0] ?? []).some(({ crm }) => crm === field.name)
    const unmapped =
      usual && !mapping.some(({ crm }) => crm === field.name) ? { unmapped: true as const } : {}
    const edit = { field: field.name, value, by: 'outlook' as const, module: lived.name, ...unmapped }
    // Who writes what is there has changed nothing, and takes nothing back that somebody changed over here.
    if (recordId && field.read(item) !== value) story.edits.push({ recordId, ...edit })
    this.note(`outlook ${recordId ?? lived.itemName(item)} ${field.name} = ${value}`)
  }

  private recordOf = async (item: GraphJson) =>
    (await this.world.links()).find(({ itemId }) => itemId === item.id)?.recordId

  private formerlyOf = async ({ iCalUId }: GraphJson) =>
    iCalUId === undefined
      ? undefined
      : (await this.world.links()).find(({ base }) => base?.microsoft[identityField] === iCalUId)?.recordId

  /** What she edited over there and threw away before anybody saw it, she has thrown away. */
  private async loseOutlookEdits(item: GraphJson): Promise<void> {
    const { lived, world, story } = this
    const recordId = await this.recordOf(item)
    const named = lived.itemName(item)
    this.note(`outlook removes ${recordId ?? named}`)
    // Its create may still be in doubt; then only the name tells whose it is. An event that has become a series has another id.
    const records = await lived.list(world.ana, {})
    const own = recordId ?? (await this.formerlyOf(item)) ?? records.find(({ name }) => name === named)?.id
    if (own) story.mayBeGone.add(own)
    story.forgetOutlook((edit) => edit.recordId === recordId)
  }

  private async otherContainer(): Promise<string> {
    const { path, container } = this.lived.elsewhere
    this.elsewhere ??= String((await this.world.outlook('POST', path, container)).id)
    return this.elsewhere
  }

  /** What she edited over there is hers to throw away, with its container. */
  async loseContainer(): Promise<void> {
    const links = await this.world.links()
    this.story.forgetOutlook(({ recordId }) => links.some((link) => link.recordId === recordId))
  }
}
