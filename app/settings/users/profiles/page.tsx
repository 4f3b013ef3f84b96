import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/access/context'
import { profileUsage } from '@/lib/access/profiles/profile-usage'
import { sessionContext } from '@/lib/web/context'
import { allProfiles } from '../../_components/all-profiles'
import { profileName } from '../../_components/profile-name'
import { ProfileCard } from './_components/profile-card'
import { ProfileEditor } from './_components/profile-editor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('users')
  return { title: t('tabs.profiles') }
}

export default async function ProfilesPage() {
  const context = await sessionContext()
  const [t, tPermissions, profiles, usage] = await Promise.all([
    getTranslations('users.profiles'),
    getTranslations('permissions'),
    allProfiles(context),
    profileUsage(context),
  ])
  const giveable = may(context.actor, 'manage-users') ? [...context.viewer.profile.permissions] : null
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-sm text-ink-soft">{t('intro')}</p>
        {giveable && (
          <ProfileEditor
            trigger={
              <Button variant="primary">
                <Plus aria-hidden />
                {t('new')}
              </Button>
            }
            title={t('newTitle')}
            id={null}
            name=""
            permissions={[]}
            giveable={giveable}
          />
        )}
      </div>
      <div className="grid gap-4">
        {profiles.map((profile) => (
          <ProfileCard
            key={profile.id}
            profile={profile}
            name={profileName(tPermissions, profile)}
            usage={usage.get(profile.id) ?? { members: 0, invitations: 0 }}
            giveable={giveable}
          />
        ))}
      </div>
    </>
  )
}
