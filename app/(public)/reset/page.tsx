import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ResetRequestForm } from './_components/reset-request-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.reset')
  return { title: t('title') }
}

export default async function ResetPage() {
  const t = await getTranslations('account.reset')
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <ResetRequestForm />
      <p className="mt-5 text-center text-sm">
        <Link href="/sign-in" className="text-accent-text underline underline-offset-3">
          {t('backToSignIn')}
        </Link>
      </p>
    </>
  )
}
