import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { fieldLabels } from '@/components/microsoft/field-labels'
import { Callout } from '@/components/ui/callout'
import { PageHeader } from '@/components/ui/page-header'
import { findTenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { organisationDefault } from '@/lib/sync/connections/connection-settings'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { sessionContext } from '@/lib/web/context'
import { OutcomeNotice } from '../../_components/outcome-notice'
import { moduleOfPage } from '../../_connection/module-params'
import { obstacleTo } from '../../_connection/obstacle'
import { ConfigurationWizard } from './_components/configuration-wizard'
import { valueChoicesOf } from './_components/value-choices'
import { stepsOf } from './_components/wizard-steps'

type Props = PageProps<'/settings/marketplace/microsoft/[module]/configuration'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await moduleOfPage(params)
  const [t, tConnection] = await Promise.all([getTranslations('mapping'), getTranslations('connection')])
  return { title: t('title', { module: tConnection(`modules.${name}.title`) }) }
}

export default async function ConfigurationPage({ params, searchParams }: Props) {
  const [context, module, { microsoft }] = await Promise.all([
    sessionContext(),
    moduleOfPage(params),
    searchParams,
  ])
  const [t, tConnection, labels, view, standard, tenant] = await Promise.all([
    getTranslations('mapping'),
    getTranslations('connection'),
    fieldLabels(module.name),
    viewConnection(context, module.name),
    organisationDefault(context, module),
    findTenantConnection(context),
  ])
  const obstacle = await obstacleTo(context, module, tenant)
  const isOn = view.status !== 'off' && view.status !== 'disabling'
  return (
    <>
      <PageHeader
        back={{ href: '/settings/marketplace/microsoft', label: t('back') }}
        title={t('title', { module: tConnection(`modules.${module.name}.title`) })}
        description={t(isOn ? 'introActive' : 'intro', { module: module.name })}
      />
      <div className="flex flex-col gap-4">
        <OutcomeNotice code={microsoft} />
        {obstacle === null ? (
          <ConfigurationWizard
            module={module.name}
            memberId={context.viewer.memberId}
            isOn={isOn}
            fields={{
              crm: module.crmFields.map((field) => ({ ...field, label: labels.crm(field.name) })),
              microsoft: module.microsoftFields.map((field) => ({
                ...field,
                label: labels.microsoft(field.name),
              })),
            }}
            steps={stepsOf(module)}
            values={valueChoicesOf(module)}
            current={{ mapping: view.mapping, values: view.values, options: view.options }}
            standard={{
              mapping: standard.mapping,
              values: standard.valueMaps,
              options: standard.options,
            }}
          />
        ) : (
          <Callout tone="warning">{obstacle}</Callout>
        )}
      </div>
    </>
  )
}
