import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import { builtInPermissions } from '@/lib/access/permissions'
import { createContacts } from '@/lib/crm/contacts/verbs'
import { createLeads } from '@/lib/crm/leads/verbs'
import { makeContacts, makeLeads } from './make-people'
import { oddContacts, oddLeads } from './odd-people'
import { random } from './random'
import type { SeededPeople } from './seed-people'
import { seedSchedule } from './seed-schedule'

const CONTACTS = 200
const LEADS = 60
const BATCH = 8
const HOUR_MS = 3_600_000

/**
 * The contacts and leads of Ana and Bruno, written by them through the verbs, over the past year, then their meetings and
 * tasks. In Ana's list the odd people come last.
 */
export async function seedRecords(tx: Database, people: SeededPeople, now: Date): Promise<void> {
  const source = random(20_260_301)
  const taken = new Set<string>()
  const contacts = [...oddContacts, ...makeContacts(CONTACTS - oddContacts.length, source, taken)]
  const leads = [...oddLeads, ...makeLeads(LEADS - oddLeads.length, source, taken)]
  for (const [share, key] of [
    [0, 'ana'],
    [1, 'bruno'],
  ] as const) {
    const mine = <Draft>(drafts: readonly Draft[]) => drafts.filter((_, position) => position % 2 === share)
    const ownContacts = await inBatches(mine(contacts), (drafts, hoursAgo) =>
      createContacts(contextAt(tx, people, key, now, hoursAgo), drafts),
    )
    const ownLeads = await inBatches(mine(leads), (drafts, hoursAgo) =>
      createLeads(contextAt(tx, people, key, now, hoursAgo + 5), drafts),
    )
    // From the second batch on: the odd people of the first one stay out of the calendar.
    const own = { contacts: ownContacts.slice(BATCH), leads: ownLeads.slice(BATCH) }
    await seedSchedule(contextAt(tx, people, key, now, 70), { key, own, people, now })
  }
}

/** The oldest batch first; each lies some weeks after the one before. */
async function inBatches<Draft, Made>(
  drafts: readonly Draft[],
  write: (batch: readonly Draft[], hoursAgo: number) => Promise<Made[]>,
): Promise<Made[]> {
  const made: Made[] = []
  for (let start = 0; start < drafts.length; start += BATCH) {
    const left = Math.ceil((drafts.length - start) / BATCH)
    made.push(...(await write(drafts.slice(start, start + BATCH), left * 601)))
  }
  return made
}

function contextAt(tx: Database, people: SeededPeople, key: string, now: Date, hoursAgo: number): Context {
  const who = people.members.get(key)
  if (who === undefined) throw new Error(`${key} is not in the cast`)
  const at = new Date(now.getTime() - hoursAgo * HOUR_MS)
  return {
    organisationId: people.organisations.first,
    actor: { type: 'user', ...who, permissions: new Set(builtInPermissions.standard) },
    db: tx,
    now: () => at,
    wake: async () => {},
  }
}
