'use client'

import { useTranslations } from 'next-intl'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { Preview } from '@/lib/sync/preview/preview-tally'

type AskAboutInvitedProps = {
  invited: Preview['invited']
  open: boolean
  onOpenChange: (open: boolean) => void
  onConfirm: () => Promise<boolean>
}

/** A8: before something that makes Microsoft 365 mail people outside, the screen says so. */
export function AskAboutInvited({ invited, ...dialog }: AskAboutInvitedProps) {
  const t = useTranslations('preview')
  return (
    <AlertDialog
      {...dialog}
      tone="neutral"
      title={t('invitedTitle', { count: invited.attendees })}
      description={t('invitedText', { events: invited.events })}
      confirmLabel={t('invitedConfirm')}
    />
  )
}
