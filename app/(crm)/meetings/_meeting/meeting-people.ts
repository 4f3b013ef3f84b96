import 'server-only'
import type { Person } from '@/app/(crm)/_people/person'
import type { Meeting } from '@/lib/crm/meetings/fields'
import { namedParticipant, referenceOf } from '@/lib/crm/meetings/participant'
import { referenceNames } from '@/lib/crm/references/reference-names'
import type { SessionContext } from '@/lib/web/context'

export type MeetingPeople = { participants: Person[]; relatedTo: Person | null }

type Meant = Pick<Meeting, 'participants' | 'relatedTo'>

/**
 * Who takes part in meetings, and what they are related to, by name: one query however many they are. Somebody who is
 * gone, or whom the viewer may not see, has no name.
 */
export async function meetingPeople(
  context: SessionContext,
  meetings: readonly Meant[],
): Promise<(meeting: Meant) => MeetingPeople> {
  const nameOf = await referenceNames(
    context,
    meetings.flatMap(({ participants, relatedTo }) => [
      ...participants.flatMap((one) => referenceOf(one) ?? []),
      ...(relatedTo ? [relatedTo] : []),
    ]),
  )
  return ({ participants, relatedTo }) => ({
    participants: participants
      .map((one) => namedParticipant(one, nameOf))
      .map(({ type, id = null, email = null, name }) => ({ type, id, email, name: name ?? email ?? '' })),
    relatedTo: relatedTo && {
      ...relatedTo,
      name: nameOf(relatedTo)?.name ?? '',
      email: nameOf(relatedTo)?.email ?? null,
    },
  })
}
