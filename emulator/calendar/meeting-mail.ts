import { deliverMail } from '../mail/deliver-mail'
import type { World } from '../world'
import type { Person, Response } from './event-values'
import { bodyText } from './html-body'
import type { Meeting } from './meetings'

type MeetingMail =
  | { kind: 'invitation' | 'update' }
  | { kind: 'cancellation'; comment: string | null }
  | { kind: 'answer'; response: Response; comment: string | null; from: Person }

const answerPrefixes: Partial<Record<Response, string>> = {
  accepted: 'Accepted: ',
  tentativelyAccepted: 'Tentatively Accepted: ',
  declined: 'Declined: ',
}

/** Sends one mail about a meeting: to attendees from the organizer, or an answer to the organizer. */
export function sendMeetingMail(
  world: World,
  meeting: Pick<Meeting, 'organizer' | 'values'>,
  people: readonly Person[],
  mail: MeetingMail,
): void {
  if (people.length === 0) return
  const { values, organizer } = meeting
  const comment = 'comment' in mail ? mail.comment : null
  const lines = [
    comment,
    `When: ${values.start.wall.slice(0, 16).replace('T', ' ')} – ${values.end.wall.slice(0, 16).replace('T', ' ')} (${values.start.zone})`,
    values.places[0] ? `Where: ${values.places[0].displayName}` : null,
    mail.kind === 'answer' ? null : bodyText(values.body),
  ]
  deliverMail(world, {
    kind: 'meeting',
    from: mail.kind === 'answer' ? mail.from : organizer,
    to: people,
    cc: [],
    subject: `${prefixOf(mail)}${values.subject ?? ''}`,
    text: lines.filter((line) => line !== null && line !== '').join('\n\n'),
    html: null,
    recipients: people.map(({ address }) => address),
  })
}

function prefixOf(mail: MeetingMail): string {
  if (mail.kind === 'cancellation') return 'Canceled: '
  return mail.kind === 'answer' ? (answerPrefixes[mail.response] ?? '') : ''
}
