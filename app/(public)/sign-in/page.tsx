import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { intendedPath } from '@/lib/web/auth/intended-path'
import { findSession } from '@/lib/web/context'
import { localPath } from '@/lib/web/local-path'
import { MicrosoftButton } from '../_components/microsoft-button'
import { OrLine } from '../_components/or-line'
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
  const { returnTo: asked, error } = Query.parse(await searchParams)
  if (error === undefined && (await findSession()) !== null) redirect(localPath(asked))
  const returnTo = error === undefined ? asked : await intendedPath()
  const [t, tReset, tInvitation] = await Promise.all([
    getTranslations('signIn'),
    getTranslations('account.reset'),
    getTranslations('invitation'),
  ])
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
      <OrLine>{t('or')}</OrLine>
      <MicrosoftButton returnTo={returnTo} />
      {returnTo?.startsWith('/invite/') && (
        <p className="mt-5 text-center text-sm">
          <Link href={returnTo} className="text-accent-text underline underline-offset-3">
            {tInvitation('back')}
          </Link>
        </p>
      )}
    </>
  )
}
