import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { fullMoment } from '@/i18n/moments'
import { hasPassword } from '@/lib/access/accounts/change-password'
import { accountFacts } from '@/lib/access/erasure/leaving-facts'
import { readProfile } from '@/lib/access/profiles/list-profiles'
import { listOwnSessions } from '@/lib/access/sessions/own-sessions'
import { sessionContext } from '@/lib/web/context'
import { PermissionList } from '../_components/permission-list'
import { profileName } from '../_components/profile-name'
import { describeUserAgent } from './_components/describe-user-agent'
import { EmailDialog } from './_components/email-dialog'
import { EndSessions } from './_components/end-sessions'
import { PasswordDialog } from './_components/password-dialog'
import { PreferencesForm } from './_components/preferences-form'
import { SessionList } from './_components/session-list'
import { YourData } from './_components/your-data'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('account') }
}

export default async function AccountPage() {
  const context = await sessionContext()
  const { viewer } = context
  const [t, tAccount, tPermissions, profile, own, withPassword, facts] = await Promise.all([
    getTranslations('settings'),
    getTranslations('account'),
    getTranslations('permissions'),
    readProfile(context, viewer.profile.id),
    listOwnSessions(context),
    hasPassword(context, viewer.accountId),
    accountFacts(context),
  ])
  const sessions = await Promise.all(
    own.map(async ({ id, userAgent, address, seenAt }) => ({
      id,
      isCurrent: id === viewer.sessionId,
      device: describeUserAgent(userAgent),
      address,
      seen: await fullMoment(seenAt),
    })),
  )
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
          <div className="mt-3 flex flex-wrap gap-2">
            <EmailDialog hasPassword={withPassword} />
            <PasswordDialog hasPassword={withPassword} email={viewer.email} />
          </div>
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
        <Card title={tAccount('sessions')} description={t('signOutEverywhereText')} actions={<EndSessions />}>
          <SessionList sessions={sessions} />
        </Card>
        <YourData
          email={viewer.email}
          organisation={viewer.organisation.name}
          hasPassword={withPassword}
          {...facts}
        />
      </div>
    </>
  )
}
