import {
  createContact,
  deleteContact,
  listContacts,
  restoreContact,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { createTask, deleteTask, listOwnedTasks, restoreTask, updateTask } from '@/lib/crm/tasks/verbs'
import type { GraphTime } from '@/lib/sync/modules/meeting-time'
import type { ModuleName } from '@/lib/sync/modules/module'
import { dayOfGraphTime } from '@/lib/sync/modules/task-day'
import type { GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'

export type Fields = Record<string, string | null>

/** Records or items by name, which nobody ever changes. */
export type Side = Map<string, Fields>

/** A module's records and items, seen alike: what they are called, and a few fields of which both sides know. */
export type TwoSides = {
  name: ModuleName
  /** CRM fields, with values to choose from. */
  values: Readonly<Record<string, readonly string[]>>
  crm(world: SyncWorld): Promise<Map<string, { id: string; fields: Fields }>>
  make(world: SyncWorld, name: string, fields: Fields): Promise<unknown>
  edit(world: SyncWorld, id: string, fields: Fields): Promise<unknown>
  remove(world: SyncWorld, id: string): Promise<unknown>
  restore(world: SyncWorld, id: string): Promise<unknown>
  itemOf(name: string | null, fields: Fields): GraphJson
  nameOf(item: GraphJson): string
  /** An item in the CRM's terms; of a value that fits only one way, Microsoft's. */
  fieldsOf(item: GraphJson): Fields
  /**
   * What else people do to a pair, over there or here, and the sync does not carry over, or does and cannot take back: both
   * sides are expected to stay as they were when it was settled.
   */
  oddities?: readonly ((world: SyncWorld, pair: { id: string; item: GraphJson }) => Promise<unknown>)[]
  /** What makes Microsoft mail somebody about whatever happens to an item from then on. */
  invite?(world: SyncWorld, item: GraphJson): Promise<unknown>
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const pick = (fields: object, names: readonly string[]): Fields => {
  const known = new Map(Object.entries(fields))
  return Object.fromEntries(names.map((name) => [name, text(known.get(name))]))
}

const jobs = ['CEO', 'CTO', 'CFO', 'Buyer'] as const
const home = 'Europe/Paris'
const companies = ['Nord', 'Sud', 'Est', 'Ouest'] as const

export const contactSides: TwoSides = {
  name: 'contacts',
  values: { title: jobs, accountName: companies },
  async crm(world) {
    const { items } = await listContacts(world.ana, { limit: 100 })
    return new Map(
      items.map((one) => [one.lastName, { id: one.id, fields: pick(one, ['title', 'accountName']) }]),
    )
  },
  make: (world, lastName, fields) => createContact(world.ana, { lastName, ...fields }),
  edit: (world, id, patch) => updateContact(world.ana, { id, patch }),
  remove: (world, id) => deleteContact(world.ana, { id }),
  restore: (world, id) => restoreContact(world.ana, id),
  itemOf: (name, { title, accountName }) => ({
    ...(name === null ? {} : { surname: name }),
    ...(title === undefined ? {} : { jobTitle: title }),
    ...(accountName === undefined ? {} : { companyName: accountName }),
  }),
  nameOf: ({ surname }) => String(surname),
  fieldsOf: ({ jobTitle, companyName }) => ({ title: text(jobTitle), accountName: text(companyName) }),
}

export const taskSides: TwoSides = {
  name: 'tasks',
  // Five priorities of the CRM are three over there (A4).
  values: {
    priority: ['highest', 'high', 'low', 'lowest'],
    dueDate: ['2026-04-01', '2026-04-02', '2026-04-03'],
  },
  async crm(world) {
    const tasks = await listOwnedTasks(world.ana, { ownerId: world.ana.memberId, afterId: null, limit: 100 })
    return new Map(
      tasks.map((one) => [one.subject, { id: one.id, fields: pick(one, ['priority', 'dueDate']) }]),
    )
  },
  make: (world, subject, fields) => createTask(world.ana, { subject, ...fields } as { subject: string }),
  edit: (world, id, patch) => updateTask(world.ana, { id, patch }),
  remove: (world, id) => deleteTask(world.ana, { id }),
  restore: (world, id) => restoreTask(world.ana, id),
  itemOf: (name, { priority, dueDate }) => ({
    ...(name === null ? {} : { title: name }),
    ...(priority === undefined ? {} : { importance: (priority ?? 'normal').replace('est', '') }),
    ...(dueDate === undefined
      ? {}
      : { dueDateTime: dueDate && { dateTime: `${dueDate}T00:00:00`, timeZone: home } }),
  }),
  nameOf: ({ title }) => String(title),
  fieldsOf: ({ importance, dueDateTime }) => ({
    priority: text(importance),
    dueDate: dueDateTime ? dayOfGraphTime(dueDateTime as GraphTime, home) : null,
  }),
}
