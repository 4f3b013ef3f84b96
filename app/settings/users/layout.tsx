import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { NavTabs } from '@/components/ui/nav-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'

/** Users and control: four pages under one heading. Which of them there are is for the rights to say. */
export default async function UsersLayout({ children }: { children: ReactNode }) {
  const [{ actor }, t] = await Promise.all([sessionContext(), getTranslations('users')])
  const manages = may(actor, 'manage-users')
  const tabs = [
    { href: '/settings/users', label: t('tabs.users') },
    ...(manages
      ? [
          { href: '/settings/users/invitations', label: t('tabs.invitations') },
          { href: '/settings/users/join-requests', label: t('tabs.joinRequests') },
        ]
      : []),
    { href: '/settings/users/profiles', label: t('tabs.profiles') },
  ]
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      <NavTabs label={t('tabs.label')} tabs={tabs} />
      <div className="mt-4">{children}</div>
    </>
  )
}
