'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { notify } from '@/components/ui/toast'
import type { LiveConnection } from '../_connection/live-connection'
import type { useConnectionActions } from './use-connection-actions'

type InvitationsSwitchProps = { connection: LiveConnection; actions: ReturnType<typeof useConnectionActions> }

/** *Add client meeting invitations* (M6): acts at once, and switching it off takes nothing away. */
export function InvitationsSwitch({ connection: { options, locked }, actions }: InvitationsSwitchProps) {
  const t = useTranslations('connection')
  const change = async (clientInvitations: boolean) => {
    if (!(await actions.change({ options: { clientInvitations } }))) return
    notify({ title: t(clientInvitations ? 'invitationsOn' : 'invitationsOff') })
  }
  return (
    <div className="border-t border-line pt-3">
      <Checkbox
        checked={options.clientInvitations}
        disabled={actions.pending !== null || locked.parts.includes('clientInvitations')}
        onCheckedChange={(checked) => void change(checked)}
        label={t('invitations')}
        hint={t('invitationsHint')}
      />
    </div>
  )
}
