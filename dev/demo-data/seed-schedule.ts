import type { Context } from '@/lib/access/context'
import type { MeetingDraft } from '@/lib/crm/meetings/fields'
import { createMeetings } from '@/lib/crm/meetings/verbs'
import type { RelatedTo } from '@/lib/crm/references/reference'
import type { TaskDraft } from '@/lib/crm/tasks/fields'
import { createTasks } from '@/lib/crm/tasks/verbs'
import { demoMembers } from './cast'
import { type DemoMeeting, demoMeetings } from './demo-meetings'
import { type DemoTask, demoTasks } from './demo-tasks'
import { localInstant, workday } from './local-time'
import type { SeededPeople } from './seed-people'

/** The records that one person owns, in the order in which they were made. */
export type OwnRecords = { contacts: readonly { id: string }[]; leads: readonly { id: string }[] }

type Owner = { key: keyof typeof demoMeetings; own: OwnRecords; people: SeededPeople; now: Date }

/** The meetings and tasks of one person, written by her through the verbs. `now` is the day that they count from. */
export async function seedSchedule(context: Context, owner: Owner): Promise<void> {
  const timeZone = demoMembers.find(({ key }) => key === owner.key)?.timeZone ?? 'UTC'
  await createMeetings(
    context,
    demoMeetings[owner.key].map((meeting) => meetingDraft(meeting, owner, timeZone)),
  )
  await createTasks(
    context,
    demoTasks[owner.key].map((task) => taskDraft(task, owner, timeZone)),
  )
}

function meetingDraft(meeting: DemoMeeting, owner: Owner, timeZone: string): MeetingDraft {
  const { day, when, about, with: guests = [], ...rest } = meeting
  const first = workday(owner.now, day, timeZone)
  const participants = guests.map((guest) => participant(guest, owner))
  const draft = { ...rest, timeZone, participants, relatedTo: related(about, owner) }
  if ('days' in when) {
    return { ...draft, allDay: true, start: first.toString(), end: first.add({ days: when.days }).toString() }
  }
  const start = localInstant(first, when.at, timeZone)
  const end = new Date(start.getTime() + when.minutes * 60_000)
  return { ...draft, start: start.toISOString(), end: end.toISOString() }
}

function taskDraft({ due, about, ...rest }: DemoTask, owner: Owner, timeZone: string): TaskDraft {
  const dueDate = due === undefined ? null : workday(owner.now, due, timeZone).toString()
  return { ...rest, dueDate, relatedTo: related(about, owner) }
}

function related(about: DemoMeeting['about'], { own }: Owner): RelatedTo | null {
  if (about === undefined) return null
  return 'contact' in about
    ? { type: 'contact', id: idAt(own.contacts, about.contact) }
    : { type: 'lead', id: idAt(own.leads, about.lead) }
}

function participant(guest: number | string, { own, people }: Owner) {
  if (typeof guest === 'number') return { type: 'contact' as const, id: idAt(own.contacts, guest) }
  const colleague = people.members.get(guest)
  if (colleague !== undefined) return { type: 'user' as const, id: colleague.memberId }
  return { type: 'email' as const, email: guest }
}

function idAt(records: readonly { id: string }[], position: number): string {
  const record = records[position]
  if (record === undefined) throw new Error('the demo names a record that it has not made')
  return record.id
}
