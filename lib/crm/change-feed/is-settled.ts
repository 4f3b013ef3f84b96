import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'

/**
 * Whether nothing can come up in this database's feed any more before a transaction's changes: all transactions below it
 * are over, but for those of other databases on the same server.
 *
 * Why no change is missed. Let S be the statement's snapshot. A transaction below `pg_snapshot_xmax(S)` that is not in
 * `pg_snapshot_xip(S)` was over when S was taken, so whatever it committed is visible to this very statement; one from
 * xmax on comes later in the order (postgresql.org/docs/current/functions-info.html, "Transaction ID and Snapshot
 * Information Functions"). Of those in xip only one of this database can still write here, since a session never leaves
 * its database. So everything below the oldest of xip that is not known to be another database's is complete.
 *
 * How one is known to be another's. The locks are read later than S, but they only state what never changes: that the
 * transaction with this number (the one that holds the lock on it exclusively) has this virtual number, and that this
 * virtual number, which is given once, locks something in another database (postgresql.org/docs/current/
 * view-pg-locks.html; `database` is 0 for what all databases share). Whatever is missing there, since the transaction has
 * ended meanwhile or has locked nothing yet, counts as our own: then the reader waits, and soon looks again.
 *
 * Cheap: below the oldest transaction of all nothing is asked for, and the subquery is evaluated once per statement, when
 * the first row needs it.
 */
export const isSettled = (txid: AnyPgColumn): SQL<boolean> =>
  sql<boolean>`(${txid} < pg_snapshot_xmin(pg_current_snapshot()) or ${txid} < ${horizon})`

/** What locks say of a transaction: its number is given without the epoch. */
const horizon = sql`(
  with held as materialized (
    select virtualtransaction, locktype, mode, granted, database, transactionid::text::bigint as number from pg_locks),
  elsewhere as (
    select own.number from held own
    where own.locktype = 'transactionid' and own.mode = 'ExclusiveLock' and own.granted and exists (
      select 1 from held other where other.virtualtransaction = own.virtualtransaction and other.granted
        and other.database not in (0, (select oid from pg_database where datname = current_database()))))
  select coalesce(
    (select xid from pg_snapshot_xip(pg_current_snapshot()) as xid
      where mod(xid::text::numeric, 4294967296)::bigint not in (select number from elsewhere where number is not null)
      order by xid limit 1),
    pg_snapshot_xmax(pg_current_snapshot())))`
