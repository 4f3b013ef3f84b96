import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Columns that say whose a row is, or which person, mailbox or tenant it is about. */
const telling = [
  ...['organisation_id', 'member_id', 'account_id', 'connection_id', 'owner_id', 'identity_id'],
  ...['tenant_id', 'tid', 'mailbox', 'email', 'subject_id'],
]

/** The tables that can hold something about an organisation or a person, by name. */
export async function tablesAbout(db: Database): Promise<string[]> {
  const columns = sql.param(`{${telling.join(',')}}`)
  const rows = await db.execute<{ name: string }>(sql`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = any(${columns}::text[]) order by 1`)
  return [...rows.map(({ name }) => name), 'organisation'].sort()
}
