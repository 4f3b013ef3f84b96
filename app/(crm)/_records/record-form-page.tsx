import { getTranslations } from 'next-intl/server'
import { allMembers, ownerOptions } from '@/app/_members/members'
import { fullName } from '@/components/crm/full-name'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { PageHeader } from '@/components/ui/page-header'
import { requirePermission } from '@/lib/access/context'
import { getRecord } from '@/lib/crm/records/get-record'
import { sessionContext } from '@/lib/web/context'
import { fieldGroups } from './field-groups'
import { orNotFound } from './or-not-found'
import { RecordForm } from './record-form'
import { recordModules } from './record-modules'
import { textOf } from './record-row'

/** The form for a new record, or for the one with this id. */
export async function RecordFormPage({ kind, id }: { kind: PersonKind; id: string | null }) {
  const context = await sessionContext()
  const module = recordModules[kind]
  await orNotFound(
    (async () => requirePermission(context, `${module.permissions}.${id === null ? 'create' : 'edit'}`))(),
  )
  const [t, members, record] = await Promise.all([
    getTranslations(kind),
    allMembers(context),
    id === null ? null : orNotFound(getRecord(context, module, id)),
  ])
  const groups = fieldGroups(kind)
  const names = groups.flatMap(({ fields }) => fields.map(({ name }) => name))
  const back =
    record === null
      ? { href: recordPath(kind), label: t('backToList') }
      : { href: recordPath(kind, record.id), label: fullName(record) }
  return (
    <div className="mx-auto max-w-240">
      <PageHeader title={id === null ? t('new') : t('edit')} back={back} />
      <RecordForm
        kind={kind}
        id={id}
        version={record?.updatedAt.toISOString() ?? null}
        groups={groups}
        values={Object.fromEntries(names.map((name) => [name, textOf(record?.[name]) ?? '']))}
        ownerId={record?.ownerId ?? context.viewer.memberId}
        owners={ownerOptions(members)}
      />
    </div>
  )
}
