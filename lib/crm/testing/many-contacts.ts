import type postgres from 'postgres'

/**
 * Adds contacts by SQL, faster than the verbs could: names from a pool, a change every second, every tenth with the same
 * instant as the one before (as an import leaves them). Owner: the one at `n mod owners`.
 */
export async function addManyContacts(
  sql: postgres.Sql,
  { organisationId, ownerIds, count }: { organisationId: string; ownerIds: readonly string[]; count: number },
): Promise<void> {
  await sql`
    insert into contact (organisation_id, owner_id, created_at, updated_at, updated_by_type, first_name, last_name, email,
      account_name, phone, sort_name, search)
    select ${organisationId}, (${sql.array([...ownerIds])}::uuid[])[1 + n % ${ownerIds.length}::int], at, at, 'system',
      first, last, email, account, phone, lower(last || ' ' || first),
      array_to_tsvector(array[lower(first), lower(last), 'exemple', 'fr', lower(account), '#' || substr(phone, 2),
        '#' || substr(phone, 5), '#' || substr(phone, 8)])
    from (
      select n, timestamptz '2026-01-01' + (n - (n % 10 = 1)::int) * interval '1 second' as at,
        (array['Marie','Jean','Élodie','Paul','Anne','Luc','Zoé','Karim','Chloé','Hugo'])[1 + n % 10] as first,
        'N' || to_char(n * 7919 % 100003, 'FM000000') as last,
        'n' || n || '@exemple.fr' as email,
        'Company' || n % 1000 as account,
        '+33' || to_char(100000000 + n * 7, 'FM000000000') as phone
      from generate_series(1, ${count}::int) n
    ) as made`
  await sql`vacuum analyze contact`
}
