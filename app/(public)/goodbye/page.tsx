import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/link-button'

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
      <LinkButton href="/sign-in" className="w-full">
        {t('signIn')}
      </LinkButton>
    </>
  )
}
