import { eq, sql } from 'drizzle-orm'
import { connectDatabase, type Database } from '@/db/client'
import { account, apiKey, installation, member } from '@/db/schema/access'
import { hashOfSecret } from '@/lib/access/secret-token'
import { setRollout } from '@/lib/sync/rollout/rollout'
import { demoMembers } from './cast'
import { type DemoCast, describeCast } from './describe-cast'
import { derived, hashDemoPasswords, seedPeople } from './seed-people'
import { seedRecords } from './seed-records'

export type SeedOptions = {
  databaseUrl: string
  /** Makes API keys the same at every start of one stack, and different from every other's. */
  secret: string
  now: Date
}

/** Any number will do, as long as nothing else takes this lock. */
const LOCK = 20_260_301

/** Fills a database with the demo's organisations, people and records, once; what is there already stays. */
export async function seedDemo({ databaseUrl, secret, now }: SeedOptions): Promise<DemoCast> {
  const client = connectDatabase(databaseUrl, 2)
  const apiKeys = new Map(demoMembers.map(({ key }) => [key, `tcrm_${derived(secret, `api-key:${key}`)}`]))
  try {
    if (!(await isSeeded(client.db))) await seed(client.db, secret, now)
    await keepApiKeys(client.db, apiKeys, now)
  } finally {
    await client.close()
  }
  return describeCast(apiKeys)
}

async function isSeeded(db: Database): Promise<boolean> {
  const [row] = await db.select({ settings: installation.settings }).from(installation)
  return row?.settings.demo === true
}

async function seed(db: Database, secret: string, now: Date): Promise<void> {
  const passwordHashes = await hashDemoPasswords()
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    if (await isSeeded(tx)) return
    const people = await seedPeople(tx, { secret, now, passwordHashes })
    await seedRecords(tx, people, now)
    // T2: an operator has opened Tasks to everybody.
    await setRollout(tx, { module: 'tasks', organisationId: null, percent: 100, now })
    await tx.update(installation).set({ settings: sql`${installation.settings} || '{"demo": true}'` })
  })
}

/** A stack whose secrets were made anew on an old database still gets keys that work. */
async function keepApiKeys(db: Database, apiKeys: ReadonlyMap<string, string>, now: Date): Promise<void> {
  for (const { key, email } of demoMembers) {
    const secretKey = apiKeys.get(key) ?? ''
    const [who] = await db
      .select({ memberId: member.id })
      .from(member)
      .innerJoin(account, eq(account.id, member.accountId))
      .where(eq(account.email, email))
    if (who === undefined) continue
    await db
      .insert(apiKey)
      .values({
        memberId: who.memberId,
        name: 'demo.json',
        prefix: secretKey.slice(0, 10),
        hash: hashOfSecret(secretKey),
        createdAt: now,
      })
      .onConflictDoNothing()
  }
}
