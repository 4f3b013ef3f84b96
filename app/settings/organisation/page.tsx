import { ChevronRight } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { allMembers } from '@/app/_members/members'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { hasPassword } from '@/lib/access/accounts/change-password'
import { may } from '@/lib/access/context'
import { closingTakes } from '@/lib/access/erasure/close-organisation'
import { organisationFacts } from '@/lib/access/erasure/leaving-facts'
import { sessionContext } from '@/lib/web/context'
import { allProfiles } from '../_components/all-profiles'
import { PermissionList } from '../_components/permission-list'
import { profileName } from '../_components/profile-name'
import { OrganisationData } from './_components/organisation-data'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('organisation') }
}

export default async function OrganisationPage() {
  const context = await sessionContext()
  const [t, tPermissions, members, profiles] = await Promise.all([
    getTranslations('settings'),
    getTranslations('permissions'),
    allMembers(context),
    allProfiles(context),
  ])
  const mayDelete = closingTakes.every((permission) => may(context.actor, permission))
  const [facts, withPassword] = mayDelete
    ? await Promise.all([organisationFacts(context), hasPassword(context, context.viewer.accountId)])
    : [null, false]
  const count = (profileId: string) => members.filter((member) => member.profileId === profileId).length
  return (
    <>
      <PageHeader title={context.viewer.organisation.name} description={t('organisationIntro')} />
      <Card title={t('profiles')} description={t('profilesIntro')}>
        <ul className="divide-y divide-line">
          {profiles.map((profile) => (
            <li key={profile.id} className="py-1">
              <details className="group">
                <summary className="flex min-h-control flex-wrap items-center gap-2 rounded-md py-1">
                  <ChevronRight
                    aria-hidden
                    className="size-4 text-ink-faint transition-transform group-open:rotate-90"
                  />
                  <span className="font-medium">{profileName(tPermissions, profile)}</span>
                  {profile.builtIn && <Badge>{t('builtIn')}</Badge>}
                  <span className="ml-auto text-sm text-ink-soft">
                    {t('profileMembers', { count: count(profile.id) })}
                  </span>
                </summary>
                <div className="pt-2 pb-3 pl-6">
                  <PermissionList permissions={profile.permissions} />
                </div>
              </details>
            </li>
          ))}
        </ul>
      </Card>
      {facts && (
        <OrganisationData name={context.viewer.organisation.name} hasPassword={withPassword} {...facts} />
      )}
    </>
  )
}
