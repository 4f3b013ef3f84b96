'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { callAction } from '@/components/call-action'
import { Callout } from '@/components/ui/callout'
import { notify } from '@/components/ui/toast'
import type { HeldWork } from '@/lib/sync/connections/held-work'
import type { ModuleName } from '@/lib/sync/modules/module'
import { HeldButtons } from '../../../_components/held-buttons'
import { HeldSummary } from '../../../_components/held-summary'
import { useConnectionRefusal } from '../../../_components/use-connection-refusal'
import { decideHeld } from '../../../actions'

const lookAgainMs = 1_500

type HeldDecisionProps = { module: ModuleName; held: HeldWork; memberId: string | null }

/** What waits, and the decision about it; after that, the page follows until it has been carried out. */
export function HeldDecision({ module, held, memberId }: HeldDecisionProps) {
  const t = useTranslations('held')
  const router = useRouter()
  const refusalText = useConnectionRefusal()
  const { decided } = held
  useEffect(() => {
    if (!decided) return
    const timer = setInterval(() => router.refresh(), lookAgainMs)
    return () => clearInterval(timer)
  }, [decided, router])
  const decide = async (decision: 'apply' | 'restore') => {
    const result = await callAction(decideHeld({ module, decision, memberId: memberId ?? undefined }))
    if (!result.ok) notify({ title: refusalText(result), tone: 'danger' })
    router.refresh()
    return result.ok
  }
  if (decided) return <Callout live>{t('decided')}</Callout>
  return (
    <Callout
      tone="warning"
      title={t('noticeTitle')}
      actions={<HeldButtons module={module} held={held} decide={decide} />}
    >
      <HeldSummary module={module} held={held} />
      <p>{t('choice')}</p>
    </Callout>
  )
}
