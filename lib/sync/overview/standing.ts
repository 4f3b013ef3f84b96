import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleNames } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'
import type { Cause } from './causes'

const minuteMs = 60_000
/** A request, a poll or a lease that is older has been forgotten by whoever ought to run it. */
const overdueMs = 10 * minuteMs
/** A record that has waited longer is late (A9). */
const lateMs = 15 * minuteMs
/** Refusals in a row before a connection counts as failing: one or two are an outage that ends by itself. */
const failingAfter = 3
/** A lease is given for a minute: one that reaches further was written by a clock that is wrong. */
export const longestLeaseMs = 5 * minuteMs

export type OverviewFilter = {
  /** Part of a name, an address or a Microsoft login. */
  search?: string | undefined
  module?: ModuleName | undefined
  causes?: readonly Cause[] | undefined
  memberId?: string | undefined
}

/**
 * Every member × module of the organisation that fits, each with its one cause, as a query named `standing` for what
 * follows `with`. A module that is not rolled out counts where somebody has it; a former member where she still syncs.
 * Each cause is found by an index of its own, so it costs some probes per connection and reads no record.
 */
export async function standing(context: Context, filter: OverviewFilter): Promise<SQL> {
  const available = await availableModules(context.db, context.organisationId)
  const at = (agoMs: number) => sql`${new Date(context.now().getTime() - agoMs).toISOString()}::timestamptz`
  const wanted = filter.module ? [filter.module] : moduleNames
  return sql`placed as (
    select m.id as member_id, a.name, a.email, lower(w.module::text) as module, c.id as connection_id,
      coalesce(c.status, 'off') as status, c.reason, c.upn, c.held_decision, c.lease_until,
      normalize(lower(a.name), NFKD) as key,
      ${causeOf(at)} as cause
    from member m
    join account a on a.id = m.account_id
    cross join unnest(${textArray(wanted)}::sync_module[]) as w(module)
    left join connection c on c.member_id = m.id and c.module = w.module
    where m.organisation_id = ${context.organisationId}
      and (c.status <> 'off' or (m.status = 'active' and w.module::text = any(${textArray([...available])}::text[])))
      and ${matches(filter.search)}
      and ${filter.memberId === undefined ? sql`true` : sql`m.id = ${filter.memberId}`}
  ), standing as (
    select * from placed
    where ${filter.causes ? sql`cause = any(${textArray(filter.causes)}::text[])` : sql`true`}
  )`
}

function causeOf(at: (agoMs: number) => SQL): SQL {
  return sql`case
    when c.id is null or c.status = 'off' then case c.reason
      when 'container-deleted' then 'container-deleted' when 'disabled-by-user' then 'turned-off' else 'off' end
    when c.status = 'attention' then case
      when c.reason = 'consent-revoked' then 'consent-revoked'
      when c.reason = 'credential-expired' and c.access = 'application' then 'account-blocked'
      when c.reason in ('credential-expired', 'sign-in-required') then 'sign-in'
      else 'mailbox-unavailable' end
    when c.status = 'paused' then case c.reason when 'not-available' then 'withdrawn' else 'not-allowed' end
    when c.status = 'held' and c.held_decision is null then 'held'
    when c.lease_until < ${at(overdueMs)} or c.lease_until > ${at(-longestLeaseMs)}
      or c.next_poll_at < ${at(overdueMs)} or c.requested_at < ${at(overdueMs)} then 'stuck'
    when c.failure_count >= ${failingAfter} then 'failing'
    when c.status = 'disabling' then 'ending'
    when exists (select 1 from link l where l.connection_id = c.id and l.parked_at is not null) then 'refused'
    when c.status = 'enabling' or c.backfill_after is not null then 'starting'
    when exists (select 1 from link l where l.connection_id = c.id and l.parked_at is null
      and l.pending_since < ${at(lateMs)} and coalesce(l.not_before, l.pending_since) < ${at(overdueMs)}) then 'late'
    when exists (select 1 from subscription s where s.connection_id = c.id and ${silent(at)}) then 'no-notifications'
    else 'healthy' end`
}

/**
 * A subscription that is not there although it was wanted, or that did not tell of what was found by looking; one that is
 * made anew begins anew.
 */
const silent = (at: (agoMs: number) => SQL): SQL => sql`(
  ((s.graph_id is null or s.expires_at < ${at(0)}) and s.created_at < ${at(overdueMs)})
  or s.last_found_at > greatest(s.last_notified_at, s.created_at) + interval '3 minutes')`

function matches(search = ''): SQL {
  if (search.trim() === '') return sql`true`
  const pattern = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`
  return sql`(a.name ilike ${pattern} or a.email ilike ${pattern} or c.upn ilike ${pattern})`
}

/** Takes names and ids only: nothing in them has to be escaped. */
export const textArray = (values: readonly string[]): SQL => sql`${sql.param(`{${values.join(',')}}`)}`
