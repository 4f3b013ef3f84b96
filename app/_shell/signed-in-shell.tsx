import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'
import { readPreferences } from '@/i18n/preferences'
import { listOwnOrganisations } from '@/lib/access/sessions/switch-organisation'
import { requireSession } from '@/lib/web/context'
import { database } from '@/lib/web/database'
import { Reminders } from './reminders'
import { UserMenu } from './user-menu'
import { WarningBanner } from './warning-banner'

/** The frame around the pages of somebody who is signed in. It is no check: every page asks for itself. */
export async function SignedInShell({ children }: { children: ReactNode }) {
  const [viewer, { theme }] = await Promise.all([requireSession(), readPreferences()])
  const organisations = await listOwnOrganisations(database(), viewer.accountId)
  const { permissions } = viewer.profile
  const menu = (look: 'sidebar' | 'bar') => (
    <UserMenu
      name={viewer.name}
      email={viewer.email}
      theme={theme}
      look={look}
      organisation={viewer.organisation.id}
      organisations={organisations}
    />
  )
  return (
    <AppShell
      organisationName={viewer.organisation.name}
      rights={{
        contacts: permissions.has('contacts.view'),
        leads: permissions.has('leads.view'),
        meetings: permissions.has('meetings.view'),
        tasks: permissions.has('tasks.view'),
      }}
      sidebarMenu={menu('sidebar')}
      barMenu={menu('bar')}
    >
      <WarningBanner />
      {children}
      {(permissions.has('meetings.view') || permissions.has('tasks.view')) && <Reminders />}
    </AppShell>
  )
}
