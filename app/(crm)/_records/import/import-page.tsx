import { getTranslations } from 'next-intl/server'
import { allMembers, ownerOptions } from '@/app/_members/members'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { PageHeader } from '@/components/ui/page-header'
import { may, requirePermission } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'
import { fieldGroups } from '../field-groups'
import { orNotFound } from '../or-not-found'
import { recordModules } from '../record-modules'
import { ImportWizard } from './import-wizard'

export async function ImportPage({ kind }: { kind: PersonKind }) {
  const context = await sessionContext()
  const { permissions } = recordModules[kind]
  await orNotFound((async () => requirePermission(context, `${permissions}.create`))())
  const [t, tImport, members] = await Promise.all([
    getTranslations(kind),
    getTranslations('import'),
    allMembers(context),
  ])
  return (
    <div className="mx-auto max-w-240">
      <PageHeader
        title={tImport('title', { kind })}
        back={{ href: recordPath(kind), label: t('backToList') }}
      />
      <ImportWizard
        kind={kind}
        groups={fieldGroups(kind)}
        ownerId={context.viewer.memberId}
        owners={may(context.actor, 'records.all') ? ownerOptions(members) : null}
      />
    </div>
  )
}
