'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { fullName } from '@/components/crm/full-name'
import { personKinds, recordKinds, recordPath } from '@/components/crm/record-kind'
import { changeOwner } from '@/lib/crm/records/change-owner'
import { deleteRecords } from '@/lib/crm/records/delete-records'
import { findDuplicates } from '@/lib/crm/records/find-duplicates'
import { restoreRecords } from '@/lib/crm/records/restore-records'
import { updateRecords } from '@/lib/crm/records/update-records'
import { visibleRecords } from '@/lib/crm/records/visible-records'
import { serverAction } from '@/lib/web/server-action'
import { saveWritten, writtenRecord } from '../_form/save-record'
import { personModules, recordModules } from './record-modules'

// The verbs check the permission of the kind in question, so none is named here.

const kind = z.enum(recordKinds)
const personKind = z.enum(personKinds)
const several = z.object({ kind, ids: z.array(z.guid()).min(1).max(200) })

export const saveRecord = serverAction({
  input: writtenRecord.extend({ kind: personKind }),
  run: (context, { kind, ...written }) => saveWritten(context, kind, written),
})

export const deleteSeveral = serverAction({
  input: several,
  async run(context, { kind, ids }) {
    await deleteRecords(
      context,
      recordModules[kind],
      ids.map((id) => ({ id })),
    )
    revalidatePath(recordPath(kind), 'layout')
    return null
  },
})

export const restoreSeveral = serverAction({
  input: several,
  async run(context, { kind, ids }) {
    await restoreRecords(context, recordModules[kind], ids)
    revalidatePath(recordPath(kind), 'layout')
    revalidatePath('/bin')
    return null
  },
})

/** Answers whose each one was, as far as the person can give it back: what she no longer sees she cannot. */
export const changeOwnerOfSeveral = serverAction({
  input: several.extend({ ownerId: z.guid() }),
  async run(context, { kind, ids, ownerId }) {
    const before = await visibleRecords(context, recordModules[kind], ids)
    await changeOwner(context, recordModules[kind], { ids, ownerId })
    revalidatePath(recordPath(kind), 'layout')
    const were = before.filter((one) => one.ownerId !== ownerId)
    return { were: seesAll(context) ? were.map(({ id, ownerId }) => ({ id, ownerId })) : [] }
  },
})

/** Gives each record to its own owner, all or none: what undoing a change of owners does. */
export const giveBackSeveral = serverAction({
  input: z.object({
    kind,
    owners: z
      .array(z.object({ id: z.guid(), ownerId: z.guid() }))
      .min(1)
      .max(200),
  }),
  async run(context, { kind, owners }) {
    const updates = owners.map(({ id, ownerId }) => ({ id, patch: { ownerId } }))
    await updateRecords(context, recordModules[kind], updates)
    revalidatePath(recordPath(kind), 'layout')
    return null
  },
})

/** Who else has one of these addresses: for a warning, so an address that is still being typed finds nobody. */
export const lookForDuplicates = serverAction({
  input: z.object({
    kind: personKind,
    emails: z.array(z.string().max(320)).max(2),
    exceptId: z.guid().nullable(),
  }),
  async run(context, { kind, emails, exceptId }) {
    const found = await findDuplicates(context, personModules[kind], emails)
    const others = new Map([...found.values()].flat().map((one) => [one.id, one]))
    if (exceptId !== null) others.delete(exceptId)
    return [...others.values()].slice(0, 3).map((one) => ({ id: one.id, name: fullName(one) }))
  },
})

const seesAll = (context: { viewer: { profile: { permissions: ReadonlySet<string> } } }) =>
  context.viewer.profile.permissions.has('records.all')
