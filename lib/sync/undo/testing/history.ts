import type { Database } from '@/db/client'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import type { Fields, Side, TwoSides } from './two-sides'

/** What both sides hold, by name; records in the bin are none. */
export type Both = { crm: Side; microsoft: Side }

/**
 * A short life of one connection: both sides agree, then people do things on both sides at random, the sync carries them
 * over, and people do some more. It knows what each side held in between, and what people did afterwards.
 */
export class History {
  private made = 0
  /** The records of the beginning whom nothing has happened to yet, and who have not been touched afterwards. */
  private calm: string[] = []
  /** The field of each that was edited on both sides. */
  readonly conflicts = new Map<string, string>()
  /** What people made of records after the sync had carried everything over. */
  readonly since = new Map<string, Fields | 'deleted'>()
  readonly madeInCrm = new Set<string>()
  readonly madeInMicrosoft = new Set<string>()
  /** Where neither side is expected to change by an undo. */
  readonly aside = new Set<string>()
  agreed: Both = { crm: new Map(), microsoft: new Map() }
  carriedOver: Both = this.agreed
  /** The runs that carried it over, the newest first. */
  runs: string[] = []

  private constructor(
    readonly world: SyncWorld,
    readonly sides: TwoSides,
  ) {}

  static async live(db: Database, sides: TwoSides, seed: number): Promise<History> {
    const world = await SyncWorld.create(db, {
      module: sides.name,
      seed,
      options: {
        deleteInCrm: seed % 2 === 0,
        conflict: (['latest', 'crm', 'microsoft'] as const)[seed % 3] ?? 'latest',
      },
    })
    const history = new History(world, sides)
    for (let count = 0; count < 8; count += 1) {
      const name = history.newName()
      history.calm.push(name)
      await sides.make(world, name, history.someFields())
    }
    await history.settle()
    history.agreed = await history.look()
    const before = new Set(await history.runIds())
    for (let act = 0; act < 6; act += 1) await history.act()
    await history.settle()
    history.carriedOver = await history.look()
    history.runs = (await history.runIds()).filter((id) => !before.has(id)).reverse()
    for (let act = 0; act < 2; act += 1) await history.actSince()
    return history
  }

  async settle(): Promise<void> {
    await this.world.pass(5_000)
    await this.world.settle()
    await this.world.pass(5_000)
  }

  /** In the order in which they told something. */
  async runIds(): Promise<string[]> {
    return [...new Set((await this.world.told()).flatMap(({ runId }) => runId ?? []))]
  }

  async look(): Promise<Both> {
    const crm = [...(await this.sides.crm(this.world))].map(([name, { fields }]) => [name, fields] as const)
    const items = await this.world.items()
    return {
      crm: new Map(crm),
      microsoft: new Map(items.map((item) => [this.sides.nameOf(item), this.sides.fieldsOf(item)])),
    }
  }

  private chance = (probability: number) => this.world.random() < probability
  private pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.world.random() * list.length)]
  }
  private newName(): string {
    this.made += 1
    return `N${String(this.made).padStart(2, '0')}`
  }
  private someValue = (field: string, not?: string | null) => this.pick(this.others(field, not)) ?? null
  /** Values that mean something else over there, too. */
  private others = (field: string, not?: string | null) =>
    (this.sides.values[field] ?? []).filter((value) => overThere(value) !== overThere(not))
  private someFields = (): Fields =>
    Object.fromEntries(Object.keys(this.sides.values).map((field) => [field, this.someValue(field)]))

  private take(): string | undefined {
    const name = this.pick(this.calm)
    this.calm = this.calm.filter((other) => other !== name)
    return name
  }

  private idOf = async (name: string) => (await this.sides.crm(this.world)).get(name)?.id ?? ''

  private itemOf = async (name: string) =>
    (await this.world.items()).find((one) => this.sides.nameOf(one) === name) ?? {}

  private itemPath = async (name: string) => this.world.itemPath(await this.itemOf(name))

  private async act(): Promise<void> {
    const { world, sides } = this
    const kind = this.pick([
      'edit',
      'editItem',
      'editBoth',
      'conflict',
      'make',
      'makeItem',
      'delete',
      'deleteItem',
      ...(sides.oddities ? (['oddity', 'oddity'] as const) : []),
    ] as const)
    await world.pass(1_000)
    if (kind === 'make' || kind === 'makeItem') {
      const name = this.newName()
      const fields = this.someFields()
      if (kind === 'make') await sides.make(world, name, fields)
      else
        await world.outlook(
          'POST',
          `${await world.folder()}${world.module.container.items}`,
          sides.itemOf(name, fields),
        )
      ;(kind === 'make' ? this.madeInCrm : this.madeInMicrosoft).add(name)
      return
    }
    const name = this.take()
    if (name === undefined) return
    const held = this.agreed.crm.get(name) ?? {}
    const [first = '', second = ''] = Object.keys(sides.values)
    const edit = async (field: string, value: string | null) =>
      sides.edit(world, await this.idOf(name), { [field]: value })
    const editItem = async (field: string, value: string | null) =>
      world.outlook('PATCH', await this.itemPath(name), sides.itemOf(null, { [field]: value }))
    const fresh = (field: string) => this.someValue(field, held[field])
    if (kind === 'edit') await edit(first, fresh(first))
    if (kind === 'editItem') await editItem(second, this.chance(0.2) ? null : fresh(second))
    if (kind === 'editBoth') {
      await edit(first, fresh(first))
      await editItem(second, fresh(second))
    }
    if (kind === 'conflict') {
      const [mine, theirs] = this.others(second, held[second])
      await editItem(second, theirs ?? null)
      await world.pass(1_000)
      await edit(second, mine ?? null)
      this.conflicts.set(name, second)
    }
    if (kind === 'delete') await sides.remove(world, await this.idOf(name))
    if (kind === 'deleteItem') {
      await world.outlook('DELETE', await this.itemPath(name))
    }
    if (kind === 'oddity') {
      const odd = this.pick(sides.oddities ?? [])
      await odd?.(world, { id: await this.idOf(name), item: await this.itemOf(name) })
      this.aside.add(name)
    }
  }

  /** Somebody edits or deletes a record that the sync has just carried something over for, or another one. */
  private async actSince(): Promise<void> {
    const { world, sides } = this
    await world.pass(1_000)
    const living = [...this.carriedOver.crm.keys()].filter(
      (name) => this.carriedOver.microsoft.has(name) && !this.since.has(name) && !this.aside.has(name),
    )
    const made = this.pick(living.filter((name) => this.madeInCrm.has(name)).sort())
    if (sides.invite && made !== undefined) {
      await sides.invite(world, await this.itemOf(made))
      this.aside.add(made)
      return
    }
    const name = this.pick(living.sort())
    if (name === undefined) return
    if (this.chance(0.3)) {
      await sides.remove(world, await this.idOf(name))
      this.since.set(name, 'deleted')
      return
    }
    const fields = Object.fromEntries(
      Object.keys(sides.values).map((field) => [
        field,
        this.someValue(field, this.carriedOver.crm.get(name)?.[field]),
      ]),
    )
    await sides.edit(world, await this.idOf(name), fields)
    this.since.set(name, fields)
  }
}

/** Five priorities of the CRM are three over there. */
export const overThere = (value: string | null | undefined) => value?.replace('est', '') ?? null
