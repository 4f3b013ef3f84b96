import { and, eq, type SQL, sql } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { contact, lead, meeting } from '@/db/schema/crm'
import { comparable } from '@/db/schema/record-columns'
import { type Context, may } from '@/lib/access/context'
import { foldedIn } from '../records/search-words'
import { visible } from '../records/visibility'

/**
 * The meetings in which each of the words begins a word of the title, of the place or of who takes part: of an address
 * written in, or of the name or an address of a contact, lead or member that the actor may see (A7). One look into an
 * index per word and per person found.
 * @param words folded, letters and digits only
 */
export function havingWords(context: Context, words: readonly string[]): SQL {
  const wanted = [...new Set(words)]
  const typed = sql`unnest(${sql.param(wanted)}::text[]) as typed(word)`
  const takesPart = sql`${meeting.participants} @>
    jsonb_build_array(jsonb_build_object('type', person.type, 'id', person.id))`
  return sql`${meeting.id} in (
    select found.id from (
      select ${meeting.id}, typed.word from ${typed}
      join ${meeting} on ${hasWord(meeting)} and ${visible(context, meeting)}
      union
      select ${meeting.id}, person.word from (${peopleOf(context, typed)}) as person
      join ${meeting} on ${takesPart} and ${visible(context, meeting)}
    ) as found group by found.id having count(*) = ${wanted.length})`
}

const hasWord = (table: typeof contact | typeof lead | typeof meeting) =>
  sql`${table.search} @@ (quote_literal(typed.word) || ':*')::tsquery`

/** Whoever is called by one of the words typed, or has an address with it. */
function peopleOf(context: Context, typed: SQL): SQL {
  const { actor, organisationId } = context
  const records = (table: typeof contact | typeof lead, type: 'contact' | 'lead') => sql`
    select ${type}::text as type, ${table.id} as id, typed.word from ${typed}
    join ${table} on ${hasWord(table)} and ${visible(context, table)}
    where ${may(actor, `${type}s.view`)} and ${beginsWordOf(
      // A contact is found by its company and town too: they say nothing about who takes part.
      sql`concat_ws(' ', ${table.sortName}, ${comparable(table.email)}, ${comparable(table.secondaryEmail)})`,
    )}`
  const members = sql`
    select 'user' as type, ${member.id} as id, typed.word from ${typed}
    join ${member} on ${eq(member.organisationId, organisationId)}
    join ${account} on ${and(eq(account.id, member.accountId), beginsWordOf(foldedIn(memberTexts)))}`
  return sql`${records(contact, 'contact')} union all ${records(lead, 'lead')} union all ${members}`
}

const beginsWordOf = (text: SQL) => sql`${text} ~ ('(^|[[:space:][:punct:]])' || typed.word)`

const memberTexts = sql`${account.name} || ' ' || ${account.email}`
