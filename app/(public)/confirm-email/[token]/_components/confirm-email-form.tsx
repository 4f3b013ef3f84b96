'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import { confirmEmail } from '../actions'

/** Opening the link does nothing; the button does. */
export function ConfirmEmailForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('account.confirm')
  const refusalText = useRefusalText()
  const [pending, startTransition] = useTransition()
  const [outcome, setOutcome] = useState<'done' | { problem: string } | null>(null)
  const confirm = () =>
    startTransition(async () => {
      const result = await callAction(confirmEmail({ token }))
      const problem = () => (result.ok || result.code === 'link-dead' ? t('deadText') : refusalText(result))
      setOutcome(result.ok ? 'done' : { problem: problem() })
    })
  if (outcome === 'done') {
    return (
      <div className="flex flex-col gap-4">
        <Callout tone="success" live>
          {t('done', { email })}
        </Callout>
        <LinkButton href="/" variant="primary">
          {t('goOn')}
        </LinkButton>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {outcome !== null && (
        <Callout tone="danger" live>
          {outcome.problem}
        </Callout>
      )}
      <Button variant="primary" pending={pending} onClick={confirm}>
        {t('confirm')}
      </Button>
    </div>
  )
}
