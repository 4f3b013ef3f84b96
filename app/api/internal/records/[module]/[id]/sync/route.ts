import { z } from 'zod'
import { answerSession } from '@/app/api/internal/answer-session'
import type { ShownState } from '@/components/microsoft/watch-sync-state'
import { getContact } from '@/lib/crm/contacts/verbs'
import { getMeeting } from '@/lib/crm/meetings/verbs'
import { getTask } from '@/lib/crm/tasks/verbs'
import { DomainError } from '@/lib/errors'
import { recordStates } from '@/lib/sync/records/record-states'

const Params = z.object({ module: z.enum(['contacts', 'meetings', 'tasks']), id: z.guid() })

const readers = { contacts: getContact, meetings: getMeeting, tasks: getTask }

/** How a record stands with Microsoft 365 now. */
export async function GET(_: Request, { params }: { params: Promise<{ module: string; id: string }> }) {
  const asked = Params.safeParse(await params)
  return answerSession(async (context): Promise<ShownState> => {
    if (!asked.success) throw new DomainError('not-found')
    const { module, id } = asked.data
    const record = await readers[module](context, id)
    const state = (await recordStates(context, module, [record])).get(id)
    if (!state) throw new DomainError('not-found')
    return { state: state.state, reason: state.reason, at: state.lastSyncedAt?.toISOString() ?? null }
  })
}
