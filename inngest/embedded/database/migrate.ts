import { inTransaction, type Sql } from './connect'
import { versions } from './versions'

/** Transaction-level advisory locks of the runner; arbitrary numbers that nothing else in this database uses. */
export const advisoryLock = { migrate: 748_210_001, claim: 748_210_002, register: 748_210_003 }

/**
 * Brings the schema `runner` up to date; two starters at once do not collide.
 * @throws Error when the tables are newer than this program knows.
 */
export async function migrateRunner(sql: Sql): Promise<void> {
  await inTransaction(sql, async (tx) => {
    await tx`select pg_advisory_xact_lock(${advisoryLock.migrate})`
    await tx`create schema if not exists runner`
    await tx`create table if not exists runner.version (number integer primary key, applied_at timestamptz not null default now())`
    const [row] = await tx<
      { current: number }[]
    >`select coalesce(max(number), 0) as current from runner.version`
    const current = row?.current ?? 0
    if (current > versions.length) {
      throw new Error(
        `The runner's tables in this database have version ${current}, this program knows ${versions.length}: use a newer program or another database`,
      )
    }
    for (const [index, ddl] of versions.entries()) {
      if (index < current) continue
      await tx.unsafe(ddl)
      await tx`insert into runner.version (number) values (${index + 1})`
    }
  })
}
