import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { ComboboxOption } from '@/components/ui/combobox'
import { shortMoment } from '@/i18n/moments'
import { listInvitations } from '@/lib/access/invitations/list-invitations'
import type { MemberView } from '@/lib/access/members/member-rows'
import type { SessionContext } from '@/lib/web/context'
import type { ProfileOption } from './profile-option'
import type { UserFilter } from './user-filter'
import { UserMenu } from './user-menu'
import type { UserRow } from './users-table'

type Names = ReadonlyMap<string, string>

/** Members as rows. Without `options` there is nothing to be done with them. */
export async function memberRows(
  context: SessionContext,
  members: readonly MemberView[],
  about: { names: Names; options: readonly ProfileOption[] | null; owners: readonly ComboboxOption[] },
): Promise<UserRow[]> {
  const t = await getTranslations('users')
  const rows = members.map(
    async ({ id, name, email, profileId, status, hasLeft, microsoft, lastSignInAt }) => ({
      id,
      name,
      email: hasLeft ? '' : email,
      isSelf: id === context.viewer.memberId,
      profile: about.names.get(profileId) ?? '',
      upn: microsoft?.upn ?? null,
      lastSignIn: lastSignInAt === null ? t('never') : await shortMoment(lastSignInAt, context.now()),
      status,
      menu: about.options && (
        <UserMenu
          member={{ id, name, profileId, status, hasLeft }}
          profiles={about.options}
          owners={about.owners}
        />
      ),
    }),
  )
  return Promise.all(rows)
}

const mostInvited = 100

/** Those whose invitation waits, as far as they fit the filter. The page of invitations says more about them. */
export async function invitedRows(
  context: SessionContext,
  { search, profileId }: Pick<UserFilter, 'search' | 'profileId'>,
  names: Names,
): Promise<UserRow[]> {
  const t = await getTranslations('users')
  const { items } = await listInvitations(context, { status: 'pending', limit: mostInvited })
  const wanted = search.toLowerCase()
  return items
    .filter((one) => profileId === null || one.profileId === profileId)
    .filter(({ name, email }) => `${name ?? ''} ${email}`.toLowerCase().includes(wanted))
    .map((one) => ({
      id: one.id,
      name: one.name ?? one.email,
      email: one.email,
      isSelf: false,
      profile: names.get(one.profileId ?? '') ?? '',
      upn: null,
      lastSignIn: t('never'),
      status: 'invited',
      menu: null,
    }))
}
