import type { Metadata } from 'next'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { findAccountLink } from '@/lib/access/accounts/account-links'
import { database } from '@/lib/web/database'
import { DeadLink } from '../../_components/dead-link'
import { NewPasswordForm } from './_components/new-password-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.reset')
  return { title: t('title') }
}

export default async function NewPasswordPage({ params }: PageProps<'/reset/[token]'>) {
  await connection()
  const [{ token }, t] = await Promise.all([params, getTranslations('account.reset')])
  const link = await findAccountLink(database(), token, 'reset-password', new Date())
  if (link === null) {
    return (
      <DeadLink
        title={t('deadTitle')}
        text={t('deadText')}
        action={{ href: '/reset', label: t('askAgain') }}
      />
    )
  }
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mb-5 text-base text-ink-soft wrap-anywhere">{t('forAccount', { email: link.email })}</p>
      <NewPasswordForm token={token} email={link.email} />
    </>
  )
}
