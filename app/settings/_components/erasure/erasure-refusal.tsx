'use client'

import { useTranslations } from 'next-intl'
import { useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { ActionRefusal } from '@/lib/web/server-action'
import { signInAgain } from './sign-in-again'

/** Why something was not deleted, and the way on. */
export function ErasureRefusal({ refusal, returnTo }: { refusal: ActionRefusal; returnTo: string }) {
  const t = useTranslations('erasure')
  const refusalText = useRefusalText()
  const { code, details } = refusal
  const minutes = Math.ceil((details?.retryAfterSeconds ?? 60) / 60)
  const text =
    code === 'wrong-credentials'
      ? t('refusals.wrongPassword')
      : code === 'sign-in-again'
        ? t('refusals.signInAgain')
        : code === 'session-bound'
          ? t('refusals.bound')
          : code === 'rate-limited'
            ? t('refusals.tooMany', { minutes })
            : refusalText({ code })
  return (
    <Callout tone="danger" live>
      <p>{text}</p>
      {code === 'sign-in-again' && (
        <Button className="mt-2" onClick={() => signInAgain({ returnTo })}>
          {t('signInAgain')}
        </Button>
      )}
    </Callout>
  )
}
