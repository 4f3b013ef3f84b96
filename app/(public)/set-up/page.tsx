import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { needsSetUp } from '@/lib/access/installation/set-up-installation'
import { database } from '@/lib/web/database'
import { SetUpForm } from './_components/set-up-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setUp')
  return { title: t('title') }
}

export default async function SetUpPage() {
  await connection()
  if (!(await needsSetUp(database()))) redirect('/sign-in')
  const t = await getTranslations('setUp')
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mb-5 text-base text-ink-soft">{t('intro')}</p>
      <SetUpForm />
    </>
  )
}
