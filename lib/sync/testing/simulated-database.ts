import postgres from 'postgres'
import { type Database, databaseOver } from '@/db/client'
import { createTestDatabase } from '@/dev/testing/test-database'

/** What becomes of the connection at a statement: it breaks before the server hears of it, or before it has answered. */
export type Break = 'before' | 'after' | null

export type SimulatedDatabase = {
  db: Database
  /** Empties it; from here on, ids that the database makes follow from the seed. */
  begin(seed: number): Promise<void>
  /** While set, asked at every statement and every commit. */
  breaks: (() => Break) | null
  /** Does `work` when nothing else is under way, in the order in which it was asked for; statements go the same way. */
  inTurn: InTurn
  close(): Promise<void>
}

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** What a query fails with when its connection goes. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/**
 * A database for lives. It has one connection, so that what is done at the same time is done in the same order every
 * time, and the server's other databases never show. Statements are planned once: that would be most of a life's time.
 */
export async function createSimulatedDatabase(): Promise<SimulatedDatabase> {
  const made = await createTestDatabase(1)
  await made.sql.unsafe(sameEveryTime)
  const sql = postgres(made.url, {
    ...(made.socket === null ? {} : { path: made.socket }),
    max: 1,
    onnotice: () => {},
    connection: {
      search_path: 'simulated, public, pg_catalog',
      // Tables are empty when a statement is planned, and its plan is kept.
      enable_seqscan: 'off',
      plan_cache_mode: 'force_generic_plan',
    },
  })
  const inTurn = oneByOne()
  const self: SimulatedDatabase = {
    db: databaseOver(watched(sql, () => self.breaks?.() ?? null, inTurn)),
    breaks: null,
    inTurn,
    async begin(seed) {
      self.breaks = null
      // Emptied by `truncate`, it would have to plan every statement anew.
      await sql`delete from organisation`
      await sql`delete from account`
      await sql`select setval('simulated.drawn', 1), set_config('simulated.seed', ${String(seed)}, false)`
    },
    async close() {
      await sql.end({ timeout: 5 })
      await made.close()
    },
  }
  return self
}

/** What follows from one piece of work goes as far as it can before the next begins. */
function oneByOne(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.then(settled, settled)
    return mine
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

type Sql = postgres.Sql | postgres.TransactionSql
type Unsafe = postgres.Sql['unsafe']
type Nested = (work: (tx: postgres.TransactionSql) => unknown) => Promise<unknown>

/**
 * The driver's client, with its statements prepared and the connection lost now and then. A transaction has its turn as a
 * whole; what is done in it waits for none.
 */
function watched<Client extends Sql>(client: Client, breaks: () => Break, inTurn: InTurn): Client {
  const unsafe = (...[query, parameters, options]: Parameters<Unsafe>) => {
    const ask = (read: (pending: ReturnType<Unsafe>) => PromiseLike<unknown>) =>
      inTurn(async () => {
        const lost = breaks()
        if (lost === 'before') throw new ConnectionLost()
        const rows = await read(client.unsafe(query, parameters, { ...options, prepare: true }))
        if (lost === 'after') throw new ConnectionLost()
        return rows
      })
    const pending: PromiseLike<unknown> & { values(): Promise<unknown> } = {
      // biome-ignore lint/suspicious/noThenProperty: like the driver's, a query is sent when somebody waits for it
      then: (done, failed) => ask((rows) => rows).then(done, failed),
      values: () => ask((rows) => rows.values()),
    }
    return pending
  }
  const nested =
    (begin: Nested): Nested =>
    (work) =>
      inTurn(async () => {
        const result = await begin((tx) => work(watched(tx, breaks, atOnce)))
        // The commit was carried out, and its answer never came.
        if (breaks() === 'after') throw new ConnectionLost()
        return result
      })
  return new Proxy(client, {
    get(target, name, receiver) {
      if (name === 'unsafe') return unsafe
      if (name === 'begin' && 'begin' in target) return nested(target.begin)
      if (name === 'savepoint' && 'savepoint' in target) return nested(target.savepoint)
      return Reflect.get(target, name, receiver)
    },
  })
}

const atOnce: InTurn = (work) => work()

const sameEveryTime = `
  create schema simulated;
  create sequence simulated.drawn;
  create function simulated.gen_random_uuid() returns uuid volatile language sql as $$
    select (substr(h, 1, 12) || '4' || substr(h, 14, 3) || '8' || substr(h, 18))::uuid
    from md5(current_setting('simulated.seed', true) || ' ' || nextval('simulated.drawn')) as h $$;
  -- With one connection, every transaction of this database but the current one is over.
  create function simulated.pg_snapshot_xmin(seen pg_snapshot) returns xid8 stable language sql as $$
    select pg_snapshot_xmax(seen) $$;
  do $$ declare one record; begin
    for one in select table_name, column_name from information_schema.columns
      where table_schema = 'public' and column_default like 'gen_random_uuid%'
    loop
      execute format(
        'alter table public.%I alter %I set default simulated.gen_random_uuid()', one.table_name, one.column_name);
    end loop;
  end $$;`
