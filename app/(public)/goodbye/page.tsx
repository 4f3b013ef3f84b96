import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { buttonStyle } from '@/components/ui/button-style'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('erasure.goodbye')
  return { title: t('title') }
}

/** Where somebody arrives who has just deleted her account or her organisation. */
export default async function GoodbyePage({ searchParams }: PageProps<'/goodbye'>) {
  const [{ to }, t] = await Promise.all([searchParams, getTranslations('erasure.goodbye')])
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mt-1 text-base text-ink-soft">{t(to === 'organisation' ? 'organisation' : 'account')}</p>
      <p className="mt-3 mb-5 text-base text-ink-soft">{t('rest')}</p>
      <Link href="/sign-in" className={buttonStyle()}>
        {t('signIn')}
      </Link>
    </>
  )
}
