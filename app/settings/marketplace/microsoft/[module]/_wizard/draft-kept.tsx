'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'

/** Says that what was chosen here before is still there, and lets go of it. */
export function DraftKept({ onDiscard }: { onDiscard: () => void }) {
  const t = useTranslations('mapping')
  return (
    <Callout
      actions={
        <Button size="small" onClick={onDiscard}>
          {t('discard')}
        </Button>
      }
    >
      {t('draftKept')}
    </Callout>
  )
}
