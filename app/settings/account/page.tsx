import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { readProfile } from '@/lib/access/profiles/list-profiles'
import { sessionContext } from '@/lib/web/context'
import { PermissionList } from '../_components/permission-list'
import { profileName } from '../_components/profile-name'
import { EndSessions } from './_components/end-sessions'
import { PreferencesForm } from './_components/preferences-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('account') }
}

export default async function AccountPage() {
  const context = await sessionContext()
  const { viewer } = context
  const [t, tPermissions, profile] = await Promise.all([
    getTranslations('settings'),
    getTranslations('permissions'),
    readProfile(context, viewer.profile.id),
  ])
  return (
    <>
      <PageHeader title={t('account')} description={t('accountIntro')} />
      <div className="grid gap-4">
        <Card>
          <DescriptionList
            items={[
              { key: 'name', label: t('name'), value: viewer.name },
              { key: 'email', label: t('email'), value: viewer.email },
            ]}
          />
          <hr className="my-4 border-line" />
          <PreferencesForm
            locale={viewer.locale}
            timeZone={viewer.timeZone}
            timeZones={Intl.supportedValuesOf('timeZone')}
          />
        </Card>
        <Card title={t('yourAccess')} description={profileName(tPermissions, profile)}>
          <PermissionList permissions={profile.permissions} />
        </Card>
        <Card title={t('sessions')} description={t('signOutEverywhereText')} actions={<EndSessions />} />
      </div>
    </>
  )
}
