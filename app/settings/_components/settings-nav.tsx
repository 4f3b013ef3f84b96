'use client'

import { Building2, KeyRound, ScrollText, Store, UserRound, Users } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { NavLink } from '@/components/shell/nav-link'
import { useCurrentInSight } from '@/components/ui/use-current-in-sight'

/** `managesUsers`: whether the reader does, for pages that are of no use to others. */
export function SettingsNav({ managesUsers }: { managesUsers: boolean }) {
  const t = useTranslations('settings')
  const pages = [
    { href: '/settings/account', label: t('account'), icon: <UserRound aria-hidden /> },
    { href: '/settings/organisation', label: t('organisation'), icon: <Building2 aria-hidden /> },
    { href: '/settings/users', label: t('users'), icon: <Users aria-hidden /> },
    ...(managesUsers
      ? [{ href: '/settings/audit', label: t('audit'), icon: <ScrollText aria-hidden /> }]
      : []),
    { href: '/settings/api-keys', label: t('apiKeys'), icon: <KeyRound aria-hidden /> },
    { href: '/settings/marketplace', label: t('marketplace'), icon: <Store aria-hidden /> },
  ]
  const row = useCurrentInSight(usePathname())
  return (
    <nav
      ref={row}
      aria-label={t('navigation')}
      className="-mx-4 mb-4 flex gap-1 overflow-x-auto px-4 pb-1 sm:-mx-6 sm:px-6 lg:sticky lg:top-6 lg:mx-0 lg:mb-0 lg:flex-col lg:self-start lg:p-0 print:hidden"
    >
      {pages.map((page) => (
        <NavLink key={page.href} {...page} look="sub" />
      ))}
    </nav>
  )
}
