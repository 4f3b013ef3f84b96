import { CalendarDays, ContactRound, ListTodo, Settings, Trash2, UserRoundSearch } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { NavLink } from './nav-link'

export type NavigationRights = { contacts: boolean; leads: boolean; meetings: boolean; tasks: boolean }

/** The places of the product that this person may enter, for the sidebar or for the bar at a phone's lower edge. */
export async function MainNav({ rights, look }: { rights: NavigationRights; look: 'sidebar' | 'bar' }) {
  const t = await getTranslations('shell')
  const places = [
    { href: '/contacts', label: t('contacts'), icon: <ContactRound aria-hidden />, shown: rights.contacts },
    { href: '/leads', label: t('leads'), icon: <UserRoundSearch aria-hidden />, shown: rights.leads },
    {
      href: '/meetings',
      also: '/calendar',
      label: t('meetings'),
      icon: <CalendarDays aria-hidden />,
      shown: rights.meetings,
    },
    { href: '/tasks', label: t('tasks'), icon: <ListTodo aria-hidden />, shown: rights.tasks },
    {
      href: '/bin',
      label: t('bin'),
      icon: <Trash2 aria-hidden />,
      shown: Object.values(rights).some(Boolean),
    },
    { href: '/settings', label: t('settings'), icon: <Settings aria-hidden />, shown: true },
  ]
  return (
    <nav
      aria-label={t('mainNavigation')}
      className={look === 'sidebar' ? 'flex flex-col gap-0.5' : 'flex w-full'}
    >
      {places
        .filter(({ shown }) => shown)
        .map(({ href, also, label, icon }) => (
          <NavLink key={href} href={href} {...(also && { also })} label={label} icon={icon} look={look} />
        ))}
    </nav>
  )
}
