import type { Database } from '@/db/client'
import type { Wake } from '@/lib/access/context'
import { environment } from '@/lib/env'
import { systemTiming } from '@/lib/microsoft/graph/mailbox-gate'
import { identitySettings } from '@/lib/microsoft/identity/identity-deps'
import type { Engine } from './engine'

/** The engine in the real world of this process, as its environment describes it. */
export function processEngine(db: Database, wake: (wake: Wake) => Promise<void>): Engine {
  const variables = environment()
  const notifications = variables.MICROSOFT_NOTIFICATION_URL ?? variables.APP_URL
  return {
    db,
    timing: systemTiming,
    fetch,
    identity: identitySettings(variables),
    notificationUrl: notifications === 'off' ? null : notifications,
    wake,
  }
}
