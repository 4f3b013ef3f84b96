import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Callout } from '@/components/ui/callout'
import { PageHeader } from '@/components/ui/page-header'
import { findTenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { organisationDefault } from '@/lib/sync/connections/connection-settings'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { lockOf } from '@/lib/sync/locks/find-lock'
import { sessionContext } from '@/lib/web/context'
import { OutcomeNotice } from '../../_components/outcome-notice'
import { moduleOfPage } from '../../_connection/module-params'
import { obstacleTo } from '../../_connection/obstacle'
import { shownSettings, wizardChoices } from '../_wizard/wizard-choices'
import { ConfigurationWizard } from './_components/configuration-wizard'

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
  const { parts, by } = await lockOf(context, module.name)
  const [t, tConnection, choices, view, standard, tenant] = await Promise.all([
    getTranslations('mapping'),
    getTranslations('connection'),
    wizardChoices(module, 'preview', { parts, by }),
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
            choices={choices}
            memberId={context.viewer.memberId}
            isOn={isOn}
            current={{ mapping: view.mapping, values: view.values, options: view.options }}
            standard={shownSettings(standard)}
          />
        ) : (
          <Callout tone="warning">{obstacle}</Callout>
        )}
      </div>
    </>
  )
}
