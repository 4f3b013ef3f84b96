import { Users } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { allMembers, ownerOptions } from '@/app/_members/members'
import { decodePosition } from '@/components/crm/list-position'
import { TurnPages } from '@/components/crm/turn-pages'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { may } from '@/lib/access/context'
import { findMembers } from '@/lib/access/members/find-members'
import { findTenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { sessionContext } from '@/lib/web/context'
import { AddMicrosoftUsers } from './_add/add-microsoft-users'
import { NewUser } from './_add/new-user'
import { giveableProfiles } from './_components/giveable-profiles'
import { invitedRows, memberRows } from './_components/people-rows'
import { readUserFilter, USERS_PATH, type UserFilter, usersHref } from './_components/user-filter'
import { UsersTable } from './_components/users-table'
import { UsersToolbar } from './_components/users-toolbar'
import { RequestOverlay } from './_requests/request-overlay'

const PAGE_SIZE = 50

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('users')
  return { title: t('title') }
}

export default async function UsersPage({ searchParams }: PageProps<'/settings/users'>) {
  const [context, query] = await Promise.all([sessionContext(), searchParams])
  const filter = readUserFilter(query)
  const manages = may(context.actor, 'manage-users')
  const [t, profiles, found, everybody, tenant] = await Promise.all([
    getTranslations('users'),
    giveableProfiles(context),
    filter.status === 'invited' ? { items: [], next: null } : findMembers(context, queryOf(filter)),
    manages ? allMembers(context) : [],
    findTenantConnection(context),
  ])
  const names = new Map(profiles.map(({ value, label }) => [value, label]))
  const showsInvited = manages && (filter.status === 'all' || filter.status === 'invited')
  const [members, invited] = await Promise.all([
    memberRows(context, found.items, {
      names,
      options: manages ? profiles : null,
      owners: ownerOptions(everybody),
    }),
    showsInvited && filter.trail.length === 0 ? invitedRows(context, filter, names) : [],
  ])
  const rows = [...invited, ...members]
  const turnTo = (trail: readonly string[]) => usersHref({ ...filter, trail })
  return (
    <>
      <UsersToolbar filter={filter} profiles={profiles} showInvited={manages}>
        {manages && (
          <>
            {tenant && <AddMicrosoftUsers profiles={profiles} />}
            <NewUser profiles={profiles} />
          </>
        )}
      </UsersToolbar>
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState
            icon={<Users aria-hidden />}
            title={t('noMatchTitle')}
            actions={<LinkButton href={USERS_PATH}>{t('showAll')}</LinkButton>}
          >
            {t('noMatchText')}
          </EmptyState>
        ) : (
          <UsersTable rows={rows} label={t('tabs.users')} />
        )}
        <TurnPages trail={filter.trail} next={found.next} hrefOf={turnTo} />
      </Card>
      <RequestOverlay id={query.request} profiles={profiles} path={USERS_PATH} />
    </>
  )
}

const queryOf = ({ search, status, profileId, trail }: UserFilter) => ({
  search,
  status: status === 'active' || status === 'deactivated' ? status : undefined,
  profileId: profileId ?? undefined,
  after: decodePosition(trail.at(-1)) ?? undefined,
  limit: PAGE_SIZE,
})
