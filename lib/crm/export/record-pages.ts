import { type Context, may } from '@/lib/access/context'
import { type JsonPart, pagesOf } from '@/lib/json-document'
import { contactModule } from '../contacts/module'
import { leadModule } from '../leads/module'
import { meetingModule } from '../meetings/module'
import type { Position } from '../records/list-order'
import { listRecords } from '../records/list-records'
import type { RecordModule } from '../records/record-module'
import { taskModule } from '../tasks/module'

const pageSize = 500

/** Spread, because a module of known fields is one of any fields only when looked at by part. */
const modules: readonly RecordModule[] = [
  { ...contactModule },
  { ...leadModule },
  { ...meetingModule },
  { ...taskModule },
]

/**
 * The records of all modules that the actor may see, those in the recycle bin apart: each module is a list that is read
 * page by page, oldest first, so that what changes meanwhile is neither lost nor repeated.
 * @param ownerId whose; everybody's that she may see when left out
 */
export async function* recordPages(context: Context, ownerId?: string): AsyncGenerator<JsonPart> {
  for (const module of modules) {
    const { permissions } = module
    if (!may(context.actor, `${permissions}.view`)) continue
    const sort = { by: 'createdAt', descending: false } as const
    const query = { ownerId, sort, limit: pageSize }
    yield {
      name: permissions,
      pages: pagesOf((after?: Position) => listRecords(context, module, { ...query, after })),
    }
    yield {
      name: `${permissions}InTheRecycleBin`,
      pages: pagesOf((after?: Position) => listRecords(context, module, { ...query, deleted: true, after })),
    }
  }
}
