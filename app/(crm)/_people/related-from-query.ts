import { z } from 'zod'
import { personKinds } from '@/components/crm/record-kind'
import type { RelatedTo } from '@/lib/crm/references/reference'

type SearchParams = Record<string, string | string[] | undefined>

/** The contact or lead that the address of a form names, as in `?contact=…`. */
export function relatedFromQuery(params: SearchParams): RelatedTo | null {
  const [found = null] = personKinds.flatMap((type) => {
    const id = z.guid().safeParse(params[type])
    return id.success ? [{ type, id: id.data }] : []
  })
  return found
}
