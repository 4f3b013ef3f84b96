import { CalendarDays, ContactRound, ListTodo } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { may } from '@/lib/access/context'
import { findTenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { moduleNames, moduleOf } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'
import { sessionContext } from '@/lib/web/context'
import { ComingCard } from '../_components/coming-card'
import { ConnectionCard } from '../_components/connection-card'
import { OutcomeNotice } from '../_components/outcome-notice'
import { TenantCard } from '../_components/tenant-card'
import { liveConnection } from '../_connection/live-connection'
import { obstacleTo } from '../_connection/obstacle'
import { DefaultsCard } from '../_everybody/defaults-card'
import { EverybodyCard } from '../_everybody/everybody-card'
import { LocksCard } from '../_everybody/locks-card'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('marketplace')
  return { title: `Microsoft · ${t('title')}` }
}

const icons = {
  meetings: <CalendarDays aria-hidden />,
  contacts: <ContactRound aria-hidden />,
  tasks: <ListTodo aria-hidden />,
}

export default async function MicrosoftPage({ searchParams }: PageProps<'/settings/marketplace/microsoft'>) {
  const context = await sessionContext()
  const [t, tenant, { microsoft }, available] = await Promise.all([
    getTranslations('marketplace'),
    findTenantConnection(context),
    searchParams,
    availableModules(context.db, context.organisationId),
  ])
  const manages = may(context.actor, 'manage-integrations')
  const cards = await Promise.all(
    moduleNames.map(async (name) => {
      const module = moduleOf(name)
      if (!module) return <ComingCard key={name} module={name} icon={icons[name]} />
      const [initial, obstacle] = await Promise.all([
        liveConnection(context, name),
        obstacleTo(context, module, tenant),
      ])
      if (!initial.available && initial.status === 'off') {
        return <ComingCard key={name} module={name} icon={icons[name]} />
      }
      return <ConnectionCard key={name} initial={initial} icon={icons[name]} obstacle={obstacle} />
    }),
  )
  return (
    <div className="flex flex-col gap-4">
      <OutcomeNotice code={microsoft} />
      <TenantCard tenant={tenant} />
      <h2 className="mt-2 text-lg font-semibold">{t('yourSync')}</h2>
      {cards}
      {manages && <h2 className="mt-2 text-lg font-semibold">{t('forEverybody')}</h2>}
      {tenant && manages && <EverybodyCard modules={[...available]} />}
      {manages && <DefaultsCard modules={[...available]} />}
      {manages && <LocksCard modules={[...available]} />}
    </div>
  )
}
