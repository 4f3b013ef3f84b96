import type postgres from 'postgres'

type Size = {
  organisationId: string
  ownerIds: readonly string[]
  count: number
  contactIds: readonly string[]
}

/**
 * Adds meetings and as many tasks by SQL, faster than the verbs could: one each half hour from 2020 on, every hundredth
 * meeting a weekly series of ten, every thousandth one without an end. Owner: the one at `n mod owners`; about one of the
 * contacts, in the same way.
 */
export async function addManyMeetingsAndTasks(
  sql: postgres.Sql,
  { organisationId, ownerIds, count, contactIds }: Size,
): Promise<void> {
  const made = sql`
    select n, timestamptz '2020-01-01' + n * interval '30 minutes' as at,
      (${sql.array([...ownerIds])}::uuid[])[1 + n % ${ownerIds.length}::int] as owner,
      (${sql.array([...contactIds])}::uuid[])[1 + n % ${contactIds.length}::int] as contact
    from generate_series(1, ${count}::int) n`
  await sql`
    insert into meeting (organisation_id, owner_id, created_at, updated_at, updated_by_type, sort_name, search, title,
      all_day, starts_at, ends_at, last_ends_at, time_zone, participants, recurrence, status, origin, related_to_type,
      related_to_id)
    select ${organisationId}, owner, at, at, 'system', 'meeting ' || n, array_to_tsvector(array['meeting', 'n' || n]),
      'Meeting n' || n, false, at, at + interval '1 hour',
      case when n % 1000 = 0 then 'infinity' when n % 100 = 0 then at + interval '63 days 1 hour'
        else at + interval '1 hour' end,
      'Europe/Paris', case when n % 3 = 0 then jsonb_build_array(jsonb_build_object('type', 'contact', 'id', contact))
        else '[]' end,
      case when n % 1000 = 0 then 'FREQ=WEEKLY' when n % 100 = 0 then 'FREQ=WEEKLY;COUNT=10' end, 'scheduled', 'crm',
      case when n % 2 = 0 then 'contact'::related_type end, case when n % 2 = 0 then contact end
    from (${made}) as made`
  await sql`
    insert into task (organisation_id, owner_id, created_at, updated_at, updated_by_type, sort_name, search, subject,
      due_date, priority, status, closed_at)
    select ${organisationId}, owner, at, at, 'system', 'task ' || n, array_to_tsvector(array['task', 'n' || n]),
      'Task n' || n, case when n % 7 > 0 then at::date end,
      (array['highest', 'high', 'normal', 'low', 'lowest'])[1 + n % 5]::task_priority,
      case when n % 10 = 0 then 'notStarted' else 'completed' end::task_status, case when n % 10 > 0 then at end
    from (${made}) as made`
  await sql`vacuum analyze meeting`
  await sql`vacuum analyze task`
}
