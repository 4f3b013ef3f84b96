import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { type RecordKind, recordPath } from '@/components/crm/record-kind'
import { createRecords } from '@/lib/crm/records/create-records'
import { forOne } from '@/lib/crm/records/parse-input'
import { updateRecords } from '@/lib/crm/records/update-records'
import type { SessionContext } from '@/lib/web/context'
import { recordModules } from '../_records/record-modules'

/** What a form of a record sends. `version` is the `updatedAt` that it was filled from; null overwrites what came since. */
export const writtenRecord = z.object({
  id: z.guid().nullable(),
  version: z.coerce.date().nullable(),
  values: z.record(z.string(), z.unknown()),
})

/** Creates a record, or changes the one with this id. The verbs parse what is written, and check the rights. */
export async function saveWritten(
  context: SessionContext,
  kind: RecordKind,
  { id, version, values }: z.output<typeof writtenRecord>,
): Promise<{ id: string; visible: boolean }> {
  const module = recordModules[kind]
  const expected = version === null ? {} : { expectedUpdatedAt: version }
  const saved = await forOne(() =>
    id === null
      ? createRecords(context, module, [values])
      : updateRecords(context, module, [{ id, patch: values, ...expected }]),
  )
  revalidatePath(recordPath(kind), 'layout')
  const isOwn = saved.ownerId === context.viewer.memberId
  return { id: saved.id, visible: isOwn || context.viewer.profile.permissions.has('records.all') }
}
