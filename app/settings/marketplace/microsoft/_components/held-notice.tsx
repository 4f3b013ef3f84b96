'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import type { LiveConnection } from '../_connection/live-connection'
import { HeldButtons } from './held-buttons'
import { HeldSummary } from './held-summary'
import type { useConnectionActions } from './use-connection-actions'

type HeldNoticeProps = { connection: LiveConnection; actions: ReturnType<typeof useConnectionActions> }

/** Many deletions or changes at once (A5): everything else goes on, these wait for a decision. */
export function HeldNotice({ connection: { module, held }, actions }: HeldNoticeProps) {
  const t = useTranslations('held')
  if (!held || held.decided) return <Callout live>{t('decided')}</Callout>
  return (
    <Callout
      tone="warning"
      live
      title={t('noticeTitle')}
      actions={
        <>
          <LinkButton href={`/settings/marketplace/microsoft/${module}/held`} size="small">
            {t('look')}
          </LinkButton>
          <HeldButtons module={module} held={held} decide={actions.decide} />
        </>
      }
    >
      <HeldSummary module={module} held={held} />
      <p>{t('choice')}</p>
    </Callout>
  )
}
