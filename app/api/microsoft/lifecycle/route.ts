import { acceptLifecycle } from '@/lib/sync/connections/accept-notifications'
import { microsoftWebhook } from '@/lib/web/microsoft-webhook'

/** Where Microsoft posts lifecycle notifications. */
export const POST = (request: Request) => microsoftWebhook(request, acceptLifecycle)
