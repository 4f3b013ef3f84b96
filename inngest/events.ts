import { eventType } from 'inngest'
import { z } from 'zod'

const OfConnection = z.object({ connectionId: z.guid() })

/** A connection has work: an edit, a notification, a button. */
export const connectionRequested = eventType('sync/connection.requested', { schema: OfConnection })

/** A connection asked to be looked at again at this time; void when it has been looked at meanwhile. */
export const connectionPollDue = eventType('sync/connection.poll-due', { schema: OfConnection })

/** A run is being undone, and what is left of it is to be undone too. */
export const undoGoesOn = eventType('sync/undo.goes-on', { schema: z.object({ runId: z.guid() }) })

/** Mails to people are owed: an invitation, a request to join, its outcome. */
export const mailOwed = eventType('access/mail.owed', { schema: z.object({}) })

/** An account or an organisation is closed, and is to be deleted once its syncs have left Microsoft 365. */
export const erasureRequested = eventType('access/erasure.requested', { schema: z.object({}) })
