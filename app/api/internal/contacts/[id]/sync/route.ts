import { z } from 'zod'
import { answerSession } from '@/app/api/internal/answer-session'
import type { ShownState } from '@/components/microsoft/watch-sync-state'
import { getContact } from '@/lib/crm/contacts/verbs'
import { DomainError } from '@/lib/errors'
import { recordStates } from '@/lib/sync/records/record-states'

/** How a contact stands with Microsoft 365 now. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const id = z.guid().safeParse((await params).id)
  return answerSession(async (context): Promise<ShownState> => {
    if (!id.success) throw new DomainError('not-found')
    const contact = await getContact(context, id.data)
    const state = (await recordStates(context, 'contacts', [contact])).get(contact.id)
    if (!state) throw new DomainError('not-found')
    return { state: state.state, reason: state.reason, at: state.lastSyncedAt?.toISOString() ?? null }
  })
}
