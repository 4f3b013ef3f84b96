'use client'

import { useTranslations } from 'next-intl'
import { startTransition } from 'react'
import { Button } from '@/components/ui/button'
import { leaveAccount } from './actions'

export function OtherAccountButton({ returnTo }: { returnTo: string }) {
  const t = useTranslations('invitation')
  return (
    <Button onClick={() => startTransition(async () => void (await leaveAccount({ returnTo })))}>
      {t('notMe')}
    </Button>
  )
}
