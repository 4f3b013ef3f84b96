import { setTimeout as delay } from 'node:timers/promises'
import { and, count, eq, isNotNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { builtInPermissions } from '@/lib/access/permissions'
import { createContacts } from '@/lib/crm/contacts/verbs'
import { type Clients, type Person, until } from '../bench/clients'
import { makeContacts } from '../demo-data/make-people'
import { random } from '../demo-data/random'
import { say } from '../stack/say'
import { type BothSides, differences, readBothSides } from './both-sides'
import { Edits } from './edits'
import { planKills } from './kill-plan'
import type { PartsOfStack } from './parts-of-stack'

/** As far away as Microsoft is; it also makes the first sync last. */
const latencyMs = 50

type Stage = { clients: Clients; db: Database; parts: PartsOfStack }

/**
 * The first sync of a member's contacts, with `kill -9` of one part after the other.
 * @returns what is wrong when it has calmed down, in words; empty when all is well
 */
export async function surviveKills(
  { clients, db, parts }: Stage,
  options: { kills: number; seed: number; records: number },
): Promise<string[]> {
  const person = clients.person('chloe')
  const memberId = String((await clients.rest(person, 'GET', '/me')).id)
  const made = await makeRecords(clients, person, db, options)
  await clients.control('POST', '/latency', { ms: latencyMs })
  const startedAt = Date.now()
  const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(1)
  await clients.rest(person, 'PUT', '/microsoft/connections/contacts', {})

  const edits = new Edits(clients, person, made)
  const kills = planKills(options.seed, options)
  for (const [number, { part, atLinked, afterMs }] of kills.entries()) {
    await until(`${atLinked} records in both places`, async () => (await linked(db, memberId)) >= atLinked)
    await delay(afterMs)
    const since = Date.now()
    const count = await linked(db, memberId)
    const killed = await parts.kill(part)
    await Promise.all([edits.make(number), parts.back(part, killed)])
    say(
      `${seconds()} s: with ${count} in both places, the ${part} was killed; back in ${Date.now() - since} ms`,
    )
  }
  await clients.control('POST', '/latency', { ms: 0 })
  await until('the first sync is over', () => isQuiet(db, memberId))
  const sides = await readBothSides(clients, person)
  say(`${seconds()} s: all is quiet; ${edits.saved} edits were saved meanwhile`)
  return [
    ...differences(sides),
    ...edits.lost(sides),
    ...countProblems(sides, made),
    ...(await writesOfAnotherRun(clients, person)),
  ]
}

/** How many records are in both places; none when the database cannot be asked. */
async function linked(db: Database, memberId: string): Promise<number> {
  try {
    const [row] = await db
      .select({ linked: count() })
      .from(link)
      .innerJoin(connection, eq(connection.id, link.connectionId))
      .where(and(eq(connection.memberId, memberId), eq(link.state, 'linked')))
    return row?.linked ?? 0
  } catch {
    return 0
  }
}

async function makeRecords(
  clients: Clients,
  person: Person,
  db: Database,
  { records, seed }: { records: number; seed: number },
): Promise<string[]> {
  const me = (await clients.rest(person, 'GET', '/me')) as { id: string; organisation: { id: string } }
  const permissions = new Set(builtInPermissions.standard)
  const context: Context = {
    organisationId: me.organisation.id,
    actor: { type: 'user', memberId: me.id, accountId: '', permissions },
    db,
    now: () => new Date(),
    wake: async () => {},
  }
  const made = await createContacts(context, makeContacts(records, random(seed), new Set()))
  return made.map(({ id }) => id)
}

async function isQuiet(db: Database, memberId: string): Promise<boolean> {
  try {
    const [row] = await db
      .select()
      .from(connection)
      .where(and(eq(connection.memberId, memberId), eq(connection.module, 'contacts')))
    if (row?.status !== 'active' || row.backfillAfter !== null || row.currentRunId !== null) return false
    const [open] = await db
      .select({ count: count() })
      .from(link)
      .where(and(eq(link.connectionId, row.id), isNotNull(link.pendingSince)))
    return open?.count === 0
  } catch {
    return false
  }
}

function countProblems(
  { connection: { status, counts }, records, items }: BothSides,
  made: readonly string[],
): string[] {
  const wanted = { linked: made.length, pending: 0, skipped: 0, conflicts: 0, failed: 0 }
  const found: string[] = []
  if (status !== 'active') found.push(`the connection is ${status}`)
  for (const [name, value] of Object.entries(wanted))
    if (counts[name] !== value) found.push(`counts.${name} is ${counts[name]}, not ${value}`)
  if (records.length !== made.length) found.push(`there are ${records.length} records, not ${made.length}`)
  if (items.length !== made.length) found.push(`there are ${items.length} items, not ${made.length}`)
  const there = new Set(records.map(({ id }) => id))
  found.push(...made.filter((id) => !there.has(id)).map((id) => `record ${id} has vanished`))
  return found
}

/** Idle sides cause no write (A3). */
async function writesOfAnotherRun(clients: Clients, person: Person): Promise<string[]> {
  const since = new Date()
  const { runId } = await clients.rest(person, 'POST', '/microsoft/connections/contacts/sync', {})
  await until('another run', async () => {
    await delay(200)
    const run = await clients.rest(person, 'GET', `/microsoft/connections/contacts/runs/${runId}`)
    return run.finishedAt !== null
  })
  const writes = (await clients.traffic(person, since)).filter(
    ({ method, path }) => method !== 'GET' && !path.endsWith('/$batch'),
  )
  return writes.map(({ method, path }) => `another run wrote: ${method} ${path}`)
}
