import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { allMembers } from '@/app/_members/members'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { StatusPill } from '@/components/ui/status-pill'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { shortMoment } from '@/i18n/moments'
import type { MemberView } from '@/lib/access/members/member-rows'
import { sessionContext } from '@/lib/web/context'
import { allProfiles } from '../_components/all-profiles'
import { profileName } from '../_components/profile-name'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('users') }
}

export default async function UsersPage() {
  const context = await sessionContext()
  const [t, tPermissions, members, profiles] = await Promise.all([
    getTranslations('settings'),
    getTranslations('permissions'),
    allMembers(context),
    allProfiles(context),
  ])
  const nameOfProfile = new Map(profiles.map((profile) => [profile.id, profileName(tPermissions, profile)]))
  const lastSignIn = async ({ lastSignInAt }: MemberView) =>
    lastSignInAt === null ? t('never') : shortMoment(lastSignInAt, context.now())
  const rows = await Promise.all(
    members.map(async (member) => ({ ...member, lastSignIn: await lastSignIn(member) })),
  )
  return (
    <>
      <PageHeader title={t('users')} description={t('usersIntro')} />
      <Card flush>
        <Table label={t('users')}>
          <TableHead>
            <TableRow>
              <TableHeader>{t('name')}</TableHeader>
              <TableHeader>{t('profile')}</TableHeader>
              <TableHeader>{t('microsoftUser')}</TableHeader>
              <TableHeader>{t('lastSignIn')}</TableHeader>
              <TableHeader>{t('status')}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.id}>
                <TableCell place="title">
                  <span className="flex items-center gap-2.5 md:py-1">
                    <Avatar name={row.name} />
                    <span className="min-w-0 leading-tight">
                      <span className="flex items-center gap-2">
                        <span className="truncate font-medium">{row.name}</span>
                        {row.id === context.viewer.memberId && <Badge>{t('you')}</Badge>}
                      </span>
                      <span className="block truncate text-sm text-ink-soft">{row.email}</span>
                    </span>
                  </span>
                </TableCell>
                <TableCell className="max-md:pl-9.5">{nameOfProfile.get(row.profileId)}</TableCell>
                <TableCell place="hidden" className="max-w-56 truncate text-ink-soft">
                  {row.microsoft?.upn ?? '–'}
                </TableCell>
                <TableCell place="hidden" className="whitespace-nowrap text-ink-soft tabular-nums">
                  {row.lastSignIn}
                </TableCell>
                <TableCell place="trail">
                  <StatusPill tone={row.status === 'active' ? 'success' : 'neutral'}>
                    {t(row.status)}
                  </StatusPill>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
    </>
  )
}
