import 'server-only'
import { cache } from 'react'
import { z } from 'zod'
import { getTask } from '@/lib/crm/tasks/verbs'
import { DomainError } from '@/lib/errors'
import { sessionContext } from '@/lib/web/context'
import { orNotFound } from '../../_records/or-not-found'

/** Once per request, for the title and the page. An address that holds no id leads to no task. */
export const findTask = cache(async (id: string) => {
  const context = await sessionContext()
  const known = z.guid().safeParse(id).success
  return orNotFound(known ? getTask(context, id) : Promise.reject(new DomainError('not-found')))
})
