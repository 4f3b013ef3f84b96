'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Preview } from '@/lib/sync/preview/preview-tally'

type WaitingNoticeProps = { module: ModuleName; waiting: Preview['waiting'] }

/** What waits for a decision already is no part of the figures: what would be decided is not known. */
export function WaitingNotice({ module, waiting: { count, isDecided } }: WaitingNoticeProps) {
  const t = useTranslations('preview.waiting')
  const tHeld = useTranslations('held')
  if (isDecided) return <Callout>{t('isDecided', { count })}</Callout>
  return (
    <Callout
      tone="warning"
      actions={
        <LinkButton href={`/settings/marketplace/microsoft/${module}/held`} size="small">
          {tHeld('look')}
        </LinkButton>
      }
    >
      <span data-figure="waiting">{t('waits', { count })}</span>
    </Callout>
  )
}
