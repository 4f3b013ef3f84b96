import { previewInvitations } from '@/lib/sync/client-invitations/preview-invitations'
import { wantsInvitations } from '@/lib/sync/client-invitations/wanted'
import type { Ahead } from './ahead'

/** M6: what the user's default calendar would bring. */
export async function previewClients({ context, session, tally }: Ahead): Promise<void> {
  const { connection: row, owner } = session
  if (!wantsInvitations(row)) return
  const of = { memberId: row.memberId, upn: row.upn, connectionId: row.id }
  const ahead = await previewInvitations(context, session, of, owner.timeZone)
  for (const { id, content } of ahead.taken)
    tally.create('crm', { label: () => content.title, recordId: null, itemId: id })
  for (const reason of ahead.missed) tally.leave('microsoft', reason)
}
