import 'server-only'
import type { RelatedTo } from '@/lib/crm/references/reference'
import { referenceNames } from '@/lib/crm/references/reference-names'
import type { SessionContext } from '@/lib/web/context'
import type { Person } from './person'

/**
 * The contacts and leads that some records are about, by name: one query however many they are. Somebody who is gone, or
 * whom the viewer may not see, has no name.
 */
export async function relatedPeople(
  context: SessionContext,
  relations: readonly (RelatedTo | null)[],
): Promise<(relatedTo: RelatedTo | null) => Person | null> {
  const nameOf = await referenceNames(
    context,
    relations.flatMap((one) => one ?? []),
  )
  return (relatedTo) => {
    if (relatedTo === null) return null
    const { name = '', email = null } = nameOf(relatedTo) ?? {}
    return { ...relatedTo, name, email }
  }
}
