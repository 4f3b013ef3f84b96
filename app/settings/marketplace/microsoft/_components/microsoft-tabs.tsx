import { getTranslations } from 'next-intl/server'
import { NavTabs } from '@/components/ui/nav-tabs'
import { may } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'

const root = '/settings/marketplace/microsoft'

/** The pages about Microsoft 365 that stand side by side. Which of them there are is for the rights to say. */
export async function MicrosoftTabs() {
  const [{ actor }, t] = await Promise.all([sessionContext(), getTranslations('marketplace')])
  const tabs = [
    { href: root, label: 'Office 365' },
    { href: `${root}/conflicts`, label: t('tabs.conflicts') },
    { href: `${root}/parked`, label: t('tabs.parked') },
    ...(may(actor, 'manage-integrations') ? [{ href: `${root}/overview`, label: t('tabs.overview') }] : []),
  ]
  return <NavTabs label={t('tabs.label')} tabs={tabs} />
}
