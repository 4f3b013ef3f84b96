import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import { builtInPermissions } from '@/lib/access/permissions'
import { createContacts } from '@/lib/crm/contacts/verbs'
import { createLeads } from '@/lib/crm/leads/verbs'
import { makeContacts, makeLeads } from './make-people'
import { oddContacts, oddLeads } from './odd-people'
import { random } from './random'
import type { SeededPeople } from './seed-people'

const CONTACTS = 200
const LEADS = 60
const BATCH = 8
const HOUR_MS = 3_600_000

/**
 * The contacts and leads of Ana and Bruno, written by them through the verbs, over the past year. In Ana's list the
 * odd ones come last.
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
    await inBatches(mine(contacts), (drafts, hoursAgo) =>
      createContacts(contextAt(tx, people, key, now, hoursAgo), drafts),
    )
    await inBatches(mine(leads), (drafts, hoursAgo) =>
      createLeads(contextAt(tx, people, key, now, hoursAgo + 5), drafts),
    )
  }
}

/** The oldest batch first; each lies some weeks after the one before. */
async function inBatches<Draft>(
  drafts: readonly Draft[],
  write: (batch: readonly Draft[], hoursAgo: number) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < drafts.length; start += BATCH) {
    const left = Math.ceil((drafts.length - start) / BATCH)
    await write(drafts.slice(start, start + BATCH), left * 601)
  }
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
