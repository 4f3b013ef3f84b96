import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TERMS_VERSION } from '@/lib/access/terms'
import { productName } from '@/lib/product'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('terms')
  return { title: t('title') }
}

const sections = ['account', 'data', 'microsoft', 'log', 'end'] as const

export default async function TermsPage() {
  const t = await getTranslations('terms')
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="text-sm text-ink-faint">{t('version', { version: TERMS_VERSION })}</p>
      <p className="mt-3 text-base text-ink-soft">{t('intro', { product: productName })}</p>
      {sections.map((section) => (
        <section key={section} className="mt-4">
          <h2 className="font-semibold">{t(`sections.${section}.title`)}</h2>
          <p className="mt-1 text-sm text-ink-soft">{t(`sections.${section}.text`)}</p>
        </section>
      ))}
      <p className="mt-5 border-t border-line pt-4 text-sm text-ink-faint">{t('back')}</p>
    </>
  )
}
