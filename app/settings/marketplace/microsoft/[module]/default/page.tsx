import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Callout } from '@/components/ui/callout'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/context'
import { organisationDefault, productDefault } from '@/lib/sync/connections/connection-settings'
import { availableModules } from '@/lib/sync/rollout/rollout'
import { sessionContext } from '@/lib/web/context'
import { moduleOfPage } from '../../_connection/module-params'
import { shownSettings, wizardChoices } from '../_wizard/wizard-choices'
import { DefaultWizard } from './_components/default-wizard'

type Props = PageProps<'/settings/marketplace/microsoft/[module]/default'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await moduleOfPage(params)
  const [t, tConnection] = await Promise.all([
    getTranslations('mapping.everybody'),
    getTranslations('connection'),
  ])
  return { title: t('title', { module: tConnection(`modules.${name}.title`) }) }
}

export default async function DefaultPage({ params }: Props) {
  const [context, module] = await Promise.all([sessionContext(), moduleOfPage(params)])
  const [t, tMapping, tConnection, available, choices, current] = await Promise.all([
    getTranslations('mapping.everybody'),
    getTranslations('mapping'),
    getTranslations('connection'),
    availableModules(context.db, context.organisationId),
    wizardChoices(module, 'save'),
    organisationDefault(context, module),
  ])
  if (!available.has(module.name)) notFound()
  return (
    <>
      <PageHeader
        back={{ href: '/settings/marketplace/microsoft', label: tMapping('back') }}
        title={t('title', { module: tConnection(`modules.${module.name}.title`) })}
        description={t('intro')}
      />
      <div className="flex flex-col gap-4">
        {may(context.actor, 'manage-integrations') ? (
          <DefaultWizard
            choices={choices}
            memberId={context.viewer.memberId}
            current={shownSettings(current)}
            standard={shownSettings(productDefault(module))}
          />
        ) : (
          <Callout tone="warning">{t('noRight')}</Callout>
        )}
      </div>
    </>
  )
}
