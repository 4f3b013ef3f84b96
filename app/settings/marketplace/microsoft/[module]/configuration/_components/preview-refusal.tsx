'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { Callout } from '@/components/ui/callout'
import type { ActionRefusal } from '@/lib/web/server-action'
import { signInUrlOf, useConnectionRefusal } from '../../../_components/use-connection-refusal'

type PreviewRefusalProps = { refusal: ActionRefusal; onRetry: () => void }

/** Why there is no preview, or why it was not enabled, and the way on: Microsoft's sign-in page, or another try. */
export function PreviewRefusal({ refusal, onRetry }: PreviewRefusalProps) {
  const t = useTranslations('mapping')
  const refusalText = useConnectionRefusal()
  const signInUrl = signInUrlOf(refusal)
  if (signInUrl !== null) {
    return (
      <Callout
        title={t('signInTitle')}
        live
        actions={
          // An address of the server that redirects at once: not a page of ours to be prefetched.
          <a href={signInUrl} className={buttonStyle({ variant: 'primary', size: 'small' })}>
            {t('signIn')}
          </a>
        }
      >
        {t('signInText')}
      </Callout>
    )
  }
  return (
    <Callout
      tone="danger"
      live
      actions={
        <Button size="small" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    >
      {refusalText(refusal)}
    </Callout>
  )
}
