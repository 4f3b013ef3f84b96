import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import { createContact } from '../contacts/verbs'
import { CrmWorld } from '../testing/crm-world'
import { type FeedPosition, readChanges, startOfFeed } from './read-changes'

type Member = Context & { memberId: string }

let here: TestDatabase
let nextDoor: TestDatabase
let ana: Member
let neighbour: Member
const open: Transaction[] = []
beforeAll(async () => {
  ;[here, nextDoor] = [await createTestDatabase(6), await createTestDatabase(6)]
})
afterAll(async () => {
  await here.close()
  await nextDoor.close()
})
beforeEach(async () => {
  ana = await (await CrmWorld.create(here.db)).member()
  neighbour = await (await CrmWorld.create(nextDoor.db)).member()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.end('rollback')
})

/** A transaction that stays open until it is ended. */
type Transaction = {
  write(name: string): Promise<void>
  execute(statement: ReturnType<typeof sql>): Promise<void>
  end(how?: 'commit' | 'rollback'): Promise<void>
}

async function begin(database: TestDatabase, member: Member): Promise<Transaction> {
  const [began, ended] = [promised<Database>(), promised<'commit' | 'rollback'>()]
  const done = database.db
    .transaction(async (tx) => {
      began.resolve(tx)
      if ((await ended.promise) === 'rollback') throw new RolledBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
  const tx = await began.promise
  const transaction: Transaction = {
    write: async (lastName) => {
      await createContact({ ...member, db: tx, wake: async () => {} }, { lastName })
    },
    execute: async (statement) => {
      await tx.execute(statement)
    },
    async end(how = 'commit') {
      ended.resolve(how)
      await done
    },
  }
  open.push(transaction)
  return transaction
}

class RolledBack extends Error {}

function promised<Value>() {
  let resolve: (value: Value) => void = () => {}
  const promise = new Promise<Value>((fulfil) => {
    resolve = fulfil
  })
  return { promise, resolve }
}

const read = async (after: FeedPosition = startOfFeed) => {
  const query = { memberId: ana.memberId, module: 'contact' as const, after, limit: 100 }
  const { changes, waiting } = await readChanges(here.db, query)
  const last = changes.at(-1)
  return {
    names: changes.map(({ fields }) => fields.lastName?.after),
    waiting,
    position: last ? { txid: last.txid, id: String(last.id) } : after,
  }
}

/** Tests beside this one share the server: what they are just doing holds things back for a moment. */
async function readSettled() {
  for (;;) {
    const page = await read()
    if (!page.waiting) return page.names
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('what the feed waits for', () => {
  it('is no transaction of another database on the same server, however long it writes', async () => {
    const batch = await begin(nextDoor, neighbour)
    await batch.write('Theirs')
    await createContact(ana, { lastName: 'Ours' })
    expect(await readSettled()).toEqual(['Ours'])
  })

  it('is each older one of its own, though others are open next door, before and after it', async () => {
    const [before, slow, after] = [
      await begin(nextDoor, neighbour),
      await begin(here, ana),
      await begin(nextDoor, neighbour),
    ]
    await before.write('Theirs')
    await slow.write('Slow')
    await after.write('Theirs')
    await createContact(ana, { lastName: 'Fast' })
    expect(await read()).toMatchObject({ names: [], waiting: true })
    await slow.end()
    expect(await readSettled()).toEqual(['Slow', 'Fast'])
  })

  it('is the oldest of several', async () => {
    const [first, second, third] = [await begin(here, ana), await begin(here, ana), await begin(here, ana)]
    for (const [one, name] of [
      [first, 'First'],
      [second, 'Second'],
      [third, 'Third'],
    ] as const)
      await one.write(name)
    await second.end()
    await createContact(ana, { lastName: 'Fourth' })
    expect(await read()).toMatchObject({ names: [], waiting: true })
    await first.end()
    await expect
      .poll(() => read(), { timeout: 10_000 })
      .toMatchObject({ names: ['First', 'Second'], waiting: true })
    await third.end()
    expect(await readSettled()).toEqual(['First', 'Second', 'Third', 'Fourth'])
  })

  it('is one of its own for which somebody next door waits, as for a row that all databases share', async () => {
    await here.sql.unsafe(feedReader)
    const [own, waiting] = [await begin(here, ana), await begin(nextDoor, neighbour)]
    const change = sql`alter role feed_reader connection limit 5`
    await own.execute(change)
    await own.write('Slow')
    await waiting.write('Theirs')
    const refused = waiting.execute(change).catch(() => {})
    await createContact(ana, { lastName: 'Fast' })
    await expect
      .poll(() => here.sql`select 1 from pg_locks where locktype = 'transactionid' and not granted`)
      .toHaveLength(1)
    expect(await read()).toMatchObject({ names: [], waiting: true })
    await own.end()
    await refused
    await waiting.end('rollback')
    expect(await readSettled()).toEqual(['Slow', 'Fast'])
  })

  it('is one of its own that is undone in the end, until then', async () => {
    const slow = await begin(here, ana)
    await slow.write('Slow')
    await createContact(ana, { lastName: 'Fast' })
    expect(await read()).toMatchObject({ names: [], waiting: true })
    await slow.end('rollback')
    expect(await readSettled()).toEqual(['Fast'])
  })

  it('is one that has a number and has not shown yet where it writes', async () => {
    const [unknown, idle] = [await begin(nextDoor, neighbour), await begin(here, ana)]
    await unknown.execute(sql`select pg_current_xact_id()`)
    await idle.execute(sql`select 1`)
    await createContact(ana, { lastName: 'Ours' })
    expect(await read()).toMatchObject({ names: [], waiting: true })
    await unknown.write('Theirs')
    expect(await readSettled()).toEqual(['Ours'])
  })

  it('is known to whoever may do nothing but read', async () => {
    const batch = await begin(nextDoor, neighbour)
    await batch.write('Theirs')
    await createContact(ana, { lastName: 'Ours' })
    await here.sql.unsafe(`${feedReader} grant select on change to feed_reader`)
    const settled = () =>
      here.db.transaction(async (tx) => {
        await tx.execute(sql`set local role feed_reader`)
        const query = { memberId: ana.memberId, module: 'contact' as const, after: startOfFeed, limit: 100 }
        return (await readChanges(tx, query)).changes.map(({ fields }) => fields.lastName?.after)
      })
    await expect.poll(settled, { timeout: 10_000 }).toEqual(['Ours'])
    await here.sql.unsafe('drop owned by feed_reader')
  })
})

const feedReader = `do $$ begin create role feed_reader; exception when duplicate_object then null; end $$;`

type Step = { kind: 'write' | 'end' | 'undo' | 'read'; side: 'here' | 'nextDoor'; which: number }

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('write', 'write', 'end', 'undo', 'read', 'read'),
    side: fc.constantFrom('here', 'here', 'nextDoor'),
    which: fc.nat(2),
  }),
  { minLength: 10, maxLength: 40 },
)

it('a reader that moves on misses nothing and meets nothing twice, in whatever order two databases commit', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const start = (await read()).position
      const running = new Map<string, { transaction: Transaction; names: string[] }>()
      const [committed, met]: [string[], unknown[]] = [[], []]
      let position = start
      let made = 0
      const look = async () => {
        const page = await read(position)
        met.push(...page.names)
        position = page.position
        return page.waiting
      }
      const finish = async (slot: string, how: 'commit' | 'rollback') => {
        const one = running.get(slot)
        running.delete(slot)
        await one?.transaction.end(how)
        if (how === 'commit' && slot.startsWith('here')) committed.push(...(one?.names ?? []))
      }
      for (const { kind, side, which } of walk) {
        const slot = `${side} ${which}`
        if (kind === 'read') await look()
        else if (kind !== 'write') await finish(slot, kind === 'end' ? 'commit' : 'rollback')
        else {
          const [database, member] =
            side === 'here' ? ([here, ana] as const) : ([nextDoor, neighbour] as const)
          const one = running.get(slot) ?? { transaction: await begin(database, member), names: [] }
          running.set(slot, one)
          made += 1
          await one.transaction.write(`N${made}`)
          one.names.push(`N${made}`)
        }
      }
      for (const slot of [...running.keys()]) await finish(slot, 'commit')
      while (await look());
      expect([...met].sort()).toEqual([...committed].sort())
    }),
    { numRuns: 12, seed: 7 },
  )
})
