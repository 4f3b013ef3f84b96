import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { activity } from '@/db/schema/sync'
import { small } from '@/emulator/testing/small-seed'
import {
  createContact,
  deleteContact,
  listContacts,
  restoreContact,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { DomainError } from '@/lib/errors'
import { runSlice } from '@/lib/sync/run/run-slice'
import { type GraphJson, SyncWorld } from './sync-world'

/** Crashes the engine where it stands: whatever is committed stays, the lease too. */
class Crash extends Error {}

type Field = {
  crm:
    | 'firstName'
    | 'lastName'
    | 'title'
    | 'email'
    | 'secondaryEmail'
    | 'mobile'
    | 'mailingCity'
    | 'description'
  item: (value: string | null) => GraphJson
  read: (item: GraphJson) => unknown
}

const first = (value: unknown) => (Array.isArray(value) ? value[0] : undefined)
const fields: readonly Field[] = [
  { crm: 'firstName', item: (givenName) => ({ givenName }), read: (item) => item.givenName },
  { crm: 'lastName', item: (surname) => ({ surname }), read: (item) => item.surname },
  { crm: 'title', item: (jobTitle) => ({ jobTitle }), read: (item) => item.jobTitle },
  { crm: 'mobile', item: (mobilePhone) => ({ mobilePhone }), read: (item) => item.mobilePhone },
  {
    crm: 'email',
    item: (address) => ({ emailAddresses: address ? [{ address }] : [] }),
    read: (item) => first(item.emailAddresses)?.address,
  },
  {
    crm: 'description',
    item: (personalNotes) => ({ personalNotes }),
    read: (item) => String(item.personalNotes ?? '').replaceAll('\r\n', '\n') || undefined,
  },
]

/** What was done to a field, by whom, so that the end can be held against it. */
type Edit = { recordId: string; field: string; value: string | null; by: 'crm' | 'outlook' }

export type SimulationResult = {
  world: SyncWorld
  edits: Edit[]
  deletedBySomebody: Set<string>
  steps: string[]
}

/**
 * One life of one connection: edits on both sides at random, runs with faults of every kind in between, then peace.
 * Everything follows from the seed.
 */
export async function simulate(db: Database, seed: number): Promise<SimulationResult> {
  const deleteInCrm = seed % 2 === 0
  const world = await SyncWorld.create(db, {
    seed,
    options: { deleteInCrm, conflict: (['latest', 'crm', 'microsoft'] as const)[seed % 3] ?? 'latest' },
    conduct: {
      emptyDeltaPageChance: 0.2,
      shortDeltaPageChance: 0.3,
      repeatedDeltaItemChance: seed % 5 === 0 ? 0.3 : 0,
      replayedDeltaChance: seed % 7 === 0 ? 0.3 : 0,
      settleTouchesLastModified: seed % 4 === 0,
      addressPatch: seed % 3 === 0 ? 'merged' : 'replaced',
    },
  })
  world.engine.pageSize = 3
  const life = new Life(world)
  const rounds = 4 + Math.floor(world.random() * 5)
  for (let round = 0; round < rounds; round += 1) {
    const actions = 1 + Math.floor(world.random() * 5)
    for (let action = 0; action < actions; action += 1) await life.act()
    await life.runUnderFire()
    await world.pass(Math.floor(world.random() * 200_000))
  }
  life.peace()
  await world.pass(600_000)
  await world.settle()
  await world.pass(3_700_000)
  await world.settle()
  return { world, edits: life.edits, deletedBySomebody: life.deleted, steps: life.steps }
}

class Life {
  edits: Edit[] = []
  readonly deleted = new Set<string>()
  readonly steps: string[] = []
  private serial = 0

  constructor(private readonly world: SyncWorld) {}

  private chance = (probability: number) => this.world.random() < probability
  private pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(this.world.random() * list.length)]
  private value = (field: Field) => {
    this.serial += 1
    if (field.crm === 'email') return `p${this.serial}@x.example`
    if (field.crm !== 'lastName' && this.chance(0.2)) return null
    return `v${this.serial}${this.chance(0.3) ? ' é' : ''}`
  }

  async act(): Promise<void> {
    const { world } = this
    const action = this.pick([
      'create',
      'createItem',
      'edit',
      'editItem',
      'editBoth',
      'delete',
      'deleteItem',
      'restore',
      'edit',
      'editItem',
    ] as const)
    this.steps.push(`${world.now().toISOString()} ${action}`)
    const records = (await listContacts(world.ana, { limit: 200 })).items
    const items = await world.items().catch(() => [])
    const record = this.pick(records)
    const item = this.pick(items)
    if (action === 'create') await this.create()
    else if (action === 'createItem' && (await world.row()).containerId) await this.createItem()
    else if ((action === 'edit' || action === 'editBoth') && record) await this.edit(record.id)
    if ((action === 'editItem' || action === 'editBoth') && item) await this.editItem(item)
    if (action === 'delete' && record) {
      this.deleted.add(record.id)
      this.note(`crm deletes ${record.id}`)
      await deleteContact(world.ana, { id: record.id })
    }
    if (action === 'deleteItem' && item) await this.deleteItem(item)
    if (action === 'restore') {
      const bin = (await listContacts(world.ana, { limit: 200, deleted: true })).items
      const gone = this.pick(bin)
      if (gone) await restoreContact(world.ana, gone.id)
    }
  }

  private async create(): Promise<void> {
    this.serial += 1
    const { id } = await createContact(this.world.ana, {
      firstName: 'F',
      lastName: `L${this.serial}`,
      email: `c${this.serial}@x.example`,
    })
    this.edits.push({ recordId: id, field: 'lastName', value: `L${this.serial}`, by: 'crm' })
  }

  private async createItem(): Promise<void> {
    this.serial += 1
    await this.world.outlook('POST', `${await this.world.folder()}/contacts`, {
      givenName: 'G',
      surname: `M${this.serial}`,
      emailAddresses: [{ address: `m${this.serial}@x.example` }],
    })
  }

  private async edit(recordId: string): Promise<void> {
    const field = this.pick(fields)
    if (!field) return
    const value = this.value(field)
    await updateContact(this.world.ana, { id: recordId, patch: { [field.crm]: value } }).catch(
      (error: unknown) => {
        if (!(error instanceof DomainError)) throw error
      },
    )
    this.edits.push({ recordId, field: field.crm, value, by: 'crm' })
    this.note(`crm ${recordId} ${field.crm} = ${value}`)
  }

  private note = (text: string) => this.steps.push(`${this.world.now().toISOString()} ${text}`)

  private async editItem(item: GraphJson): Promise<void> {
    const field = this.pick(fields)
    if (!field) return
    const value = this.value(field)
    await this.world.outlook('PATCH', `/contacts/${item.id}`, field.item(value))
    const recordId = (await this.world.links()).find(({ itemId }) => itemId === item.id)?.recordId
    if (recordId) this.edits.push({ recordId, field: field.crm, value, by: 'outlook' })
    this.note(`outlook ${recordId ?? item.surname} ${field.crm} = ${value}`)
  }

  private async deleteItem(item: GraphJson): Promise<void> {
    const recordId = (await this.world.links()).find(({ itemId }) => itemId === item.id)?.recordId
    if (recordId) this.deleted.add(recordId)
    // What she edited over there and threw away before anybody saw it, she has thrown away.
    this.edits = this.edits.filter((edit) => edit.recordId !== recordId || edit.by === 'crm')
    this.note(`outlook deletes ${recordId ?? item.surname}`)
    await this.world.outlook('DELETE', `/contacts/${item.id}`)
  }

  /** A few slices while the network, the service and the engine itself fail at random. */
  async runUnderFire(): Promise<void> {
    const { world } = this
    this.arm()
    for (let slice = 0; slice < 4; slice += 1) {
      const outcome = await this.crashable(() => runSlice(world.engine, world.connectionId))
      // The same request delivered twice, or two at once: the lease lets one of them work.
      if (this.chance(0.2)) {
        await Promise.all([
          this.crashable(() => runSlice(world.engine, world.connectionId)),
          this.crashable(() => runSlice(world.engine, world.connectionId)),
        ])
      }
      this.steps.push(`${world.now().toISOString()} slice ${JSON.stringify(outcome)}`)
      await world.pass(outcome === 'crash' ? 61_000 : 2_500)
      if (outcome !== 'crash' && outcome.outcome === 'done' && this.chance(0.5)) break
      if (this.chance(0.3)) await this.act()
    }
    this.peace()
  }

  private arm(): void {
    const { world } = this
    const { emulator } = world
    if (this.chance(0.3)) emulator.outlook.expireDeltaTokens(small.anaId)
    if (this.chance(0.3)) emulator.outlook.conduct.set({ spontaneousConflictChance: 0.3 })
    const graph = '^/v1.0/'
    const faults = [
      { effect: { status: 429, headers: { 'Retry-After': '1' } } },
      { effect: { status: 429 } },
      { effect: { status: 503, body: '' } },
      { effect: { status: 504 } },
      { effect: { dropBeforeApply: true } },
      { effect: { dropAfterApply: true } },
      { effect: { status: 503, dropAfterApply: true } },
      { effect: { status: 500 } },
    ]
    for (const fault of faults) {
      if (!this.chance(0.35)) continue
      const seed = Math.floor(world.random() * 1_000_000)
      emulator.faults.add({
        match: { path: graph, appId: small.appId },
        probability: 0.15,
        seed,
        times: 6,
        ...fault,
      })
    }
    const deadly = this.chance(0.5)
    world.engine.checkpoint = async () => {
      if (deadly && this.chance(0.12)) throw new Crash()
    }
  }

  peace(): void {
    this.world.emulator.faults.clear()
    this.world.emulator.outlook.conduct.set({ spontaneousConflictChance: 0 })
    delete this.world.engine.checkpoint
  }

  /**
   * The engine gives its lease back when an error passes through it; a real crash cannot. So the lease that stood at
   * the moment of the crash is put back.
   */
  private async crashable<T>(work: () => Promise<T>): Promise<T | 'crash'> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Crash) return 'crash'
      throw error
    }
  }
}

/** What is wrong at the end of a life; empty when both sides are equal, one item per record, nothing lost. */
export async function problemsAtTheEnd({
  world,
  edits,
  deletedBySomebody,
}: SimulationResult): Promise<string[]> {
  const problems: string[] = []
  const before = world.requests.length
  await world.settle()
  const writes = world.requests.slice(before).filter(({ method }) => method !== 'GET')
  if (writes.length > 0) problems.push(`a further run writes: ${JSON.stringify(writes)}`)

  const links = await world.links()
  const items = new Map((await world.items()).map((item) => [String(item.id), item]))
  const records = (await listContacts(world.ana, { limit: 200 })).items
  const linked = links.filter(({ state }) => state === 'linked')
  for (const { recordId, state, pendingSince, lastError } of links) {
    if (pendingSince !== null) problems.push(`${recordId} is still pending (${state} ${lastError})`)
  }
  for (const record of records) {
    const own = links.find(({ recordId }) => recordId === record.id)
    if (own?.state === 'unlinked') continue
    const item = own?.itemId ? items.get(own.itemId) : undefined
    if (!item) {
      problems.push(`${record.lastName} has no item (${own?.state})`)
      continue
    }
    for (const { crm, read } of fields) {
      const [left, right] = [record[crm] ?? undefined, read(item) ?? undefined]
      if (left !== right) problems.push(`${record.lastName}: ${crm} is ${left} here and ${right} there`)
    }
  }
  for (const id of items.keys()) {
    const count = linked.filter(({ itemId }) => itemId === id).length
    if (count !== 1) problems.push(`the item ${id} has ${count} links`)
  }
  const living = new Set(records.map(({ id }) => id))
  for (const { recordId } of edits) {
    if (!living.has(recordId) && !deletedBySomebody.has(recordId)) problems.push(`${recordId} has vanished`)
  }
  problems.push(...(await lostEdits(world, edits, living)))
  return problems
}

/** The last edit of each field is there, or the activity says what became of it (A1). */
async function lostEdits(world: SyncWorld, edits: readonly Edit[], living: Set<string>): Promise<string[]> {
  const told = await world.db.select().from(activity).where(eq(activity.connectionId, world.connectionId))
  const records = new Map(
    (await listContacts(world.ana, { limit: 200 })).items.map((record) => [record.id, record]),
  )
  const last = new Map(edits.map((edit) => [`${edit.recordId} ${edit.field}`, edit]))
  return [...last.values()].flatMap(({ recordId, field, value }) => {
    const record = records.get(recordId)
    if (!record || !living.has(recordId)) return []
    const values: Record<string, unknown> = record
    if ((values[field] ?? null) === value) return []
    const known = told.some(
      (entry) =>
        entry.recordId === recordId &&
        entry.fields.some((one) => one.field === field && (one.before === value || one.lost === value)),
    )
    return known ? [] : [`the edit of ${field} to ${value} of ${recordId} is gone, and nothing tells of it`]
  })
}
