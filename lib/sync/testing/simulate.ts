import { DomainError } from '@/lib/errors'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { runSlice } from '@/lib/sync/run/run-slice'
import type { Chances, LivedField, LivedModule, LivedRecord } from './lived-module'
import { drawIdsFrom } from './seeded-ids'
import type { SimulatedDatabase } from './simulated-database'
import { Crash, peace, readUncertainly, trouble } from './simulation-trouble'
import { type GraphJson, SyncWorld, seeded } from './sync-world'

/** What was done to a field, by whom, so that the end can be held against it. */
export type Edit = { recordId: string; field: string; value: string | null; by: 'crm' | 'outlook' }

export type SimulationResult = {
  world: SyncWorld
  lived: LivedModule
  edits: Edit[]
  /** Records that somebody deleted or gave away: they may be gone at the end. */
  mayBeGone: Set<string>
  steps: string[]
}

const policies = ['latest', 'crm', 'microsoft'] as const

/**
 * One life of one connection: edits on both sides at random, also while a run works, runs with faults of every kind in
 * between, then peace. All of it follows from the seed.
 */
export async function simulate(
  database: SimulatedDatabase,
  lived: LivedModule,
  seed: number,
): Promise<SimulationResult> {
  await database.begin(seed)
  drawIdsFrom(seeded(seed + 0.5))
  const { db } = database
  const world = await SyncWorld.create(db, {
    module: lived.name,
    seed,
    options: { deleteInCrm: seed % 2 === 0, conflict: policies[seed % 3] ?? 'latest' },
    conduct: {
      emptyDeltaPageChance: 0.2,
      shortDeltaPageChance: 0.3,
      repeatedDeltaItemChance: seed % 5 === 0 ? 0.3 : 0,
      replayedDeltaChance: seed % 7 === 0 ? 0.3 : 0,
      settleTouchesLastModified: seed % 4 === 0,
      addressPatch: seed % 3 === 0 ? 'merged' : 'replaced',
    },
  })
  world.inTurn = database.inTurn
  world.engine.pageSize = 3
  readUncertainly(world)
  const life = new Life(world, lived)
  const rounds = 2 + Math.floor(world.random() * 3)
  for (let round = 0; round < rounds; round += 1) {
    const actions = 1 + Math.floor(world.random() * 4)
    for (let action = 0; action < actions; action += 1) await life.act()
    await life.runUnderFire()
    await life.turn()
    await world.pass(Math.floor(world.random() * 200_000))
  }
  await life.end()
  return { world, lived, edits: life.edits, mayBeGone: life.mayBeGone, steps: life.steps }
}

class Life {
  edits: Edit[] = []
  readonly mayBeGone = new Set<string>()
  readonly steps: string[] = []
  private made = 0
  private elsewhere: string | null = null
  private readonly away: string[] = []

  constructor(
    private readonly world: SyncWorld,
    private readonly lived: LivedModule,
  ) {}

  private chance = (probability: number) => this.world.random() < probability
  private pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(this.world.random() * list.length)]
  private readonly chances: Chances = {
    serial: () => {
      this.made += 1
      return this.made
    },
    chance: this.chance,
    pick: this.pick,
    now: () => this.world.now(),
  }
  private note = (text: string) => this.steps.push(`${this.world.now().toISOString()} ${text}`)

  async act(): Promise<void> {
    const { world } = this
    const action = this.pick([
      'make',
      'makeItem',
      'edit',
      'edit',
      'editItem',
      'editItem',
      'both',
      'rare',
    ] as const)
    const records = await this.lived.list(world.ana, {})
    const items = (await world.row()).containerId ? await world.items() : []
    const record = this.pick(records.sort((a, b) => (a.name < b.name ? -1 : 1)))
    const nameOf = this.lived.itemName
    const item = this.pick(items.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)))
    if (action === 'make') await this.make()
    if (action === 'makeItem' && (await world.row()).containerId) await this.makeItem()
    if ((action === 'edit' || action === 'both') && record) await this.edit(record.id)
    if ((action === 'editItem' || action === 'both') && item) await this.editItem(item)
    if (action === 'rare') await this.actRarely(record, item)
  }

  private async actRarely(record: LivedRecord | undefined, item: GraphJson | undefined): Promise<void> {
    const { world, lived } = this
    const usual = ['delete', 'deleteItem', 'restore', 'give', 'moveOut', 'moveBack', 'noise'] as const
    const action = this.pick([...usual, ...lived.rare])
    if (typeof action === 'function') {
      const told = await action(world, { ...(record ? { record } : {}), ...(item ? { item } : {}) })
      if (told) this.note(told)
    }
    if (action === 'delete' && record) {
      this.mayBeGone.add(record.id)
      this.note(`crm deletes ${record.id}`)
      await lived.remove(world.ana, record.id)
    }
    if (action === 'give' && record) {
      this.mayBeGone.add(record.id)
      this.note(`crm gives ${record.id} away`)
      const { memberId } = await world.crm.member()
      await lived.edit(world.ana, record.id, { ownerId: memberId })
    }
    if (action === 'restore') {
      const gone = this.pick(await lived.list(world.ana, { deleted: true }))
      if (gone) {
        this.note(`crm restores ${gone.id}`)
        await lived.restore(world.ana, gone.id)
      }
    }
    if (action === 'deleteItem' && item) {
      await this.loseOutlookEdits(item)
      await world.outlook('DELETE', await world.itemPath(item))
    }
    if (action === 'moveOut' && item) {
      await this.loseOutlookEdits(item)
      this.away.push(await world.move(String(item.id), await this.otherContainer()))
    }
    const { containerId } = await world.row()
    const returning = action === 'moveBack' && containerId ? this.away.pop() : undefined
    if (returning && containerId) {
      this.note('outlook moves one back')
      await world.move(returning, containerId)
    }
    const { noise } = lived.elsewhere
    if (action === 'noise') await world.outlook('POST', noise.path, noise.item)
  }

  private async make(): Promise<void> {
    const { id, field, value } = await this.lived.make(this.world.ana, this.chances)
    this.edits.push({ recordId: id, field, value, by: 'crm' })
    this.note(`crm makes ${id} ${value}`)
  }

  private async makeItem(): Promise<void> {
    const json = this.lived.item(this.chances)
    this.note(`outlook makes ${this.lived.itemName(json)}`)
    const path = `${await this.world.folder()}${this.world.module.container.items}`
    await this.world.outlook('POST', path, json)
  }

  private async edit(recordId: string): Promise<void> {
    const { crmOnly, fields } = this.lived
    const field = (this.chance(0.1) ? this.pick(crmOnly) : undefined) ?? this.pick(fields)
    if (!field) return
    const value = field.value(this.chances)
    // Somebody else may have deleted it since it was listed.
    const done = await this.lived
      .edit(this.world.ana, recordId, field.patch(value))
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error
        return null
      })
    if (done) this.edits.push({ recordId, field: field.name, value, by: 'crm' })
    this.note(`crm ${recordId} ${field.name} = ${value}`)
  }

  private async editItem(item: GraphJson): Promise<void> {
    const field: LivedField | undefined = this.pick(this.lived.fields)
    if (!field) return
    const value = field.value(this.chances)
    await this.world.outlook('PATCH', await this.world.itemPath(item), field.item(value, item))
    const recordId = await this.recordOf(item)
    if (recordId) this.edits.push({ recordId, field: field.name, value, by: 'outlook' })
    this.note(`outlook ${recordId ?? this.lived.itemName(item)} ${field.name} = ${value}`)
  }

  private recordOf = async (item: GraphJson) =>
    (await this.world.links()).find(({ itemId }) => itemId === item.id)?.recordId

  /** What she edited over there and threw away before anybody saw it, she has thrown away. */
  private async loseOutlookEdits(item: GraphJson): Promise<void> {
    const recordId = await this.recordOf(item)
    const named = this.lived.itemName(item)
    this.note(`outlook removes ${recordId ?? named}`)
    // Its create may still be in doubt; then only the name tells whose it is.
    const records = await this.lived.list(this.world.ana, {})
    const own = recordId ?? records.find(({ name }) => name === named)?.id
    if (own) this.mayBeGone.add(own)
    this.edits = this.edits.filter((edit) => edit.recordId !== recordId || edit.by === 'crm')
  }

  private async otherContainer(): Promise<string> {
    const { path, container } = this.lived.elsewhere
    this.elsewhere ??= String((await this.world.outlook('POST', path, container)).id)
    return this.elsewhere
  }

  /** Now and then: another mapping, or off and on again. */
  async turn(): Promise<void> {
    const { world } = this
    const { status } = await world.row()
    if (status !== 'active') return
    if (this.chance(0.15)) {
      const mapping = [...(this.pick(this.lived.mappings) ?? [])]
      this.note(`mapping of ${mapping.length} rows`)
      await changeConnection(world.ana, this.lived.name, { mapping })
    } else if (this.chance(0.1)) {
      const keep = this.chance(0.5)
      this.note(`off, ${keep ? 'folder kept' : 'folder removed'}, and on`)
      if (!keep) this.edits = this.edits.filter(({ by }) => by === 'crm')
      await disableConnection(world.ana, this.lived.name, { keep })
      if (this.chance(0.5)) await this.crashable(() => runSlice(world.engine, world.connectionId))
      await world.pass(61_000)
      await world.settle()
      if (this.chance(0.5)) await this.act()
      await world.enable()
    }
  }

  /** A few slices while the network, the service and the engine itself fail at random. */
  async runUnderFire(): Promise<void> {
    const { world } = this
    trouble(world, this.chance)
    this.disturb(this.chance(0.5))
    for (let slice = 0; slice < 3; slice += 1) {
      const outcome = await this.crashable(() => runSlice(world.engine, world.connectionId))
      // The same request delivered twice, or two at once: the lease lets one of them work.
      if (this.chance(0.15)) {
        const again = () => this.crashable(() => runSlice(world.engine, world.connectionId))
        await Promise.all([again(), again()])
      }
      this.note(`slice ${JSON.stringify(outcome)}`)
      await world.pass(outcome === 'crash' ? 61_000 : 2_500)
      if (outcome !== 'crash' && outcome.outcome === 'done' && this.chance(0.5)) break
    }
    peace(world)
  }

  /** Between any two steps of a run the process may die, or somebody may edit something. */
  private disturb(deadly: boolean): void {
    let acting = false
    this.world.engine.checkpoint = async (step) => {
      if (deadly && this.chance(0.1)) {
        this.note(`crash at ${step}`)
        throw new Crash()
      }
      if (acting || !this.chance(0.08)) return
      acting = true
      await this.act().finally(() => {
        acting = false
      })
    }
  }

  private async crashable<T>(work: () => Promise<T>): Promise<T | 'crash'> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Crash) return 'crash'
      throw error
    }
  }

  async end(): Promise<void> {
    const { world } = this
    await world.pass(600_000)
    await world.settle()
    const [usual = []] = this.lived.mappings
    if ((await world.row()).mapping.length !== usual.length) {
      await changeConnection(world.ana, this.lived.name, { mapping: [...usual] })
    }
    await this.lived.calm(world)
    await world.pass(3_700_000)
    await world.settle()
  }
}
