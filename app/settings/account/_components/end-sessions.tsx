'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { endAllSessions } from '../actions'

export function EndSessions() {
  const t = useTranslations('settings')
  const [pending, startTransition] = useTransition()
  return (
    <Button
      variant="danger-quiet"
      pending={pending}
      onClick={() => startTransition(async () => void (await endAllSessions({})))}
    >
      {t('signOutEverywhere')}
    </Button>
  )
}
