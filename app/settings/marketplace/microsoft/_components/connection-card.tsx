'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import type { LiveConnection } from '../_connection/live-connection'
import { useLiveConnection } from '../_connection/use-live-connection'
import { ConnectionButtons } from './connection-buttons'
import { ConnectionFigures } from './connection-figures'
import { ConnectionNotice } from './connection-notice'
import { ConnectionProgress } from './connection-progress'
import { ConnectionStatus } from './connection-status'
import { InstantNotice } from './instant-notice'
import { InvitationsSwitch } from './invitations-switch'
import { LateNotice } from './late-notice'
import { ModuleTitle } from './module-title'
import { RequiredNote } from './required-note'
import { useConnectionActions } from './use-connection-actions'

type ConnectionCardProps = {
  initial: LiveConnection
  icon: ReactNode
  /** Why this person cannot enable the module; null when she can. */
  obstacle: string | null
}

/** One module of the person who looks at it: how it is now, why, and what can be done about it. */
export function ConnectionCard({ initial, icon, obstacle }: ConnectionCardProps) {
  const t = useTranslations('connection')
  const connection = useLiveConnection(initial)
  const actions = useConnectionActions(connection.module)
  const isOn = connection.status !== 'off'
  // Its notice says so already.
  const isForbidden = connection.status === 'paused' && connection.locked.use === 'forbidden'
  return (
    <Card>
      <div className="flex flex-col gap-4" data-module={connection.module} data-status={connection.status}>
        <div className="flex flex-wrap items-start justify-between gap-3">
          <ModuleTitle
            icon={icon}
            title={t(`modules.${connection.module}.title`)}
            text={t(`modules.${connection.module}.text`)}
          >
            <span role="status">
              <ConnectionStatus status={connection.status} />
            </span>
          </ModuleTitle>
          <ConnectionButtons connection={connection} actions={actions} isAllowed={obstacle === null} />
        </div>
        {obstacle !== null && !isForbidden && <p className="text-sm text-ink-soft">{obstacle}</p>}
        <RequiredNote connection={connection} />
        <ConnectionNotice connection={connection} actions={actions} />
        {connection.couldBeInstant && connection.status === 'active' && <InstantNotice actions={actions} />}
        {isOn && connection.status !== 'attention' && <ConnectionProgress connection={connection} />}
        {isOn && <LateNotice late={connection.late} />}
        {isOn && connection.module === 'meetings' && (
          <InvitationsSwitch connection={connection} actions={actions} />
        )}
        {isOn && <ConnectionFigures connection={connection} />}
      </div>
    </Card>
  )
}
