import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { findSession } from '@/lib/web/context'
import { localPath } from '@/lib/web/local-path'
import { MicrosoftButton } from '../_components/microsoft-button'
import { SignInForm } from './_components/sign-in-form'
import { refusalKey } from './refusal-key'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('title') }
}

const Query = z.object({
  returnTo: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
})

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { returnTo, error } = Query.parse(await searchParams)
  if (error === undefined && (await findSession()) !== null) redirect(localPath(returnTo))
  const [t, tReset] = await Promise.all([getTranslations('signIn'), getTranslations('account.reset')])
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mb-5 text-base text-ink-soft">{t('tagline')}</p>
      <SignInForm returnTo={returnTo} problem={error === undefined ? null : t(refusalKey(error))} />
      <p className="mt-3 text-center text-sm">
        <Link href="/reset" className="text-accent-text underline underline-offset-3">
          {tReset('forgot')}
        </Link>
      </p>
      <div className="my-4 flex items-center gap-3 text-sm text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </div>
      <MicrosoftButton returnTo={returnTo} />
    </>
  )
}
