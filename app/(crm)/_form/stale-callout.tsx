'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'

type StaleCalloutProps = { stale: boolean; title: string; onOverwrite: () => void }

/** Why a form was not saved; when somebody else was faster, with a way to save all the same. */
export function StaleCallout({ stale, title, onOverwrite }: StaleCalloutProps) {
  const t = useTranslations('records')
  return (
    <Callout
      tone="danger"
      live
      title={title}
      actions={
        stale && (
          <Button size="small" onClick={onOverwrite}>
            {t('retryStale')}
          </Button>
        )
      }
    >
      {stale && t('staleText')}
    </Callout>
  )
}
