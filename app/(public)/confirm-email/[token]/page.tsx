import type { Metadata } from 'next'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { findAccountLink } from '@/lib/access/accounts/account-links'
import { database } from '@/lib/web/database'
import { DeadLink } from '../../_components/dead-link'
import { ConfirmEmailForm } from './_components/confirm-email-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.confirm')
  return { title: t('title') }
}

export default async function ConfirmEmailPage({ params }: PageProps<'/confirm-email/[token]'>) {
  await connection()
  const [{ token }, t] = await Promise.all([params, getTranslations('account.confirm')])
  const link = await findAccountLink(database(), token, 'change-email', new Date())
  if (link === null) {
    return (
      <DeadLink
        title={t('deadTitle')}
        text={t('deadText')}
        action={{ href: '/settings/account', label: t('toAccount') }}
      />
    )
  }
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mb-5 text-base text-ink-soft wrap-anywhere">{t('text', { email: link.email })}</p>
      <ConfirmEmailForm token={token} email={link.email} />
    </>
  )
}
