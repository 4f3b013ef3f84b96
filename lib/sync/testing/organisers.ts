import { control } from '@/emulator/testing/control'
import { createLead } from '@/lib/crm/leads/verbs'
import type { Meeting } from '@/lib/crm/meetings/fields'
import { meetingModule } from '@/lib/crm/meetings/module'
import { deleteMeeting, listOwnedMeetings, restoreMeeting, updateMeeting } from '@/lib/crm/meetings/verbs'
import { listRecords } from '@/lib/crm/records/list-records'
import { DomainError } from '@/lib/errors'
import { noticeAllClients } from '@/lib/sync/client-invitations/client-feed'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import type { Chronicle } from './chronicle'
import type { Desk } from './desk'
import { editOccurrence } from './occurrence-edits'
import type { OrganisationWorld } from './organisation-world'
import type { GraphJson } from './sync-world'

/** Who invites: a client, one who may become one, a stranger for good, a colleague. */
const people = {
  marc: { name: 'Marc Okafor', email: 'marc@fabrikam.example' },
  lea: { name: 'Lea Blanc', email: 'lea@blanc.example' },
  stranger: { name: 'Stranger', email: 'x@stranger.example' },
  colleague: { name: 'Carl', email: 'carl@small.example' },
} as const

/** A meeting that somebody outside invites members to. */
export type Invitation = {
  iCalUId: string
  events: { userId: string; id: string }[]
  /** The first word of its subject. */
  name: string
  organiser: string
  changes: number
}

const repeats = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
  range: { type: 'numbered', startDate: '2026-06-02', numberOfOccurrences: 4 },
}

/** People outside invite members of the organisation; those answer, tidy up, and write into what came of it (M6–M8). */
export class Organisers {
  readonly invitations: Invitation[] = []
  /** Addresses of leads. */
  readonly clients = new Set<string>()
  /** What members have noted in meetings. */
  readonly notes = new Map<string, string>()

  constructor(
    private readonly house: OrganisationWorld,
    readonly guests: readonly Desk[],
    private readonly story: Chronicle,
  ) {}

  private readonly acts = {
    invite: () => this.invite(),
    accept: (guest: Desk) => this.answer(guest, 'accept'),
    tentative: (guest: Desk) => this.answer(guest, 'tentativelyAccept'),
    decline: (guest: Desk) => this.answer(guest, 'decline'),
    change: () => this.change(),
    cancel: () => this.cancel(),
    remove: (guest: Desk) => this.remove(guest),
    meeting: (guest: Desk) => this.write(guest),
    bin: (guest: Desk) => this.bin(guest),
    client: (guest: Desk) => this.becomeClient(guest, 'lea'),
    turn: (guest: Desk) => this.turn(guest, this.story.chance(0.5)),
  }

  async act(guest: Desk): Promise<void> {
    const often = ['invite', 'accept', 'accept', 'change', 'change', 'meeting'] as const
    const rare = ['tentative', 'decline', 'cancel', 'remove', 'bin', 'client', 'turn'] as const
    const name = this.story.chance(0.8) ? this.story.pick(often) : this.story.pick(rare)
    if (name && hasMailbox(guest)) await this.acts[name](guest)
  }

  /** One occurrence of a series that she is invited to is changed or left out, by her alone. */
  async editOccurrence(guest: Desk): Promise<void> {
    if (!hasMailbox(guest)) return
    const series = (await this.listed(guest)).filter(
      ({ type, subject }) => type === 'seriesMaster' && /^I\d/.test(String(subject)),
    )
    const one = this.story.pick(series)
    const told = one && (await editOccurrence(guest.world, one, this.story.chances))
    if (told) this.note(guest, told)
  }

  /** One client is known from the start, and has invited. */
  async begin(first: Desk): Promise<void> {
    await this.becomeClient(first, 'marc')
    await this.invite(people.marc)
  }

  private async becomeClient({ world }: Desk, who: 'marc' | 'lea'): Promise<void> {
    const { name, email } = people[who]
    if (this.clients.has(email)) return
    this.clients.add(email)
    await createLead(world.ana, { lastName: name, email })
  }

  /** Everybody follows her invitations, and every client has been noticed. */
  async end(): Promise<void> {
    for (const guest of this.guests) await this.turn(guest, true)
    await noticeAllClients(this.house.engine)
  }

  /** What came of invitations, in the calendar or in the bin. */
  async meetings({ world }: Desk, deleted = false): Promise<Meeting[]> {
    const { ana } = world
    const found = deleted
      ? (await listRecords(ana, meetingModule, { limit: 200, deleted: true })).items
      : await listOwnedMeetings(ana, { ownerId: ana.memberId, afterId: null, limit: 500 })
    const own = found.filter(({ origin, ownerId }) => origin === 'invitation' && ownerId === ana.memberId)
    return own.sort((a, b) => (a.title < b.title ? -1 : 1))
  }

  /** The events of her default calendar. */
  async listed({ world }: Desk): Promise<GraphJson[]> {
    return (await world.outlook('GET', '/events?$top=1000')).value as GraphJson[]
  }

  private note = ({ name }: Pick<Desk, 'name'>, text: string) => this.story.note(`${name}: ${text}`)

  private async invite(organizer = this.anybody()): Promise<void> {
    const { story } = this
    const open = this.guests.filter(hasMailbox)
    const guests = open.filter((_, at) => at === 0 || story.chance(0.5))
    const name = `I${story.chances.serial()}`
    const series = story.chance(0.2)
    const when = series ? { ...times('2026-06-02'), recurrence: repeats } : this.someTime()
    const attendeeIds = guests.map(({ world }) => world.mailbox.userId)
    story.note(`${organizer.email} invites ${guests.length} to ${name}${series ? ', a series' : ''}`)
    const made = await this.ask('POST', '/invitations', {
      ...{ organizer, attendeeIds, subject: `${name} 0`, ...when },
      ...{ location: { displayName: 'Room' }, body: { contentType: 'html', content: '<p>Prices</p>' } },
    })
    const one = { ...(made as Pick<Invitation, 'iCalUId' | 'events'>), name, organiser: organizer.email }
    this.invitations.push({ ...one, changes: 0 })
    await this.acceptMostly(guests, name)
  }

  private anybody(): { name: string; email: string } {
    const { story } = this
    return story.chance(0.7) ? people.marc : (story.pick(Object.values(people)) ?? people.marc)
  }

  private someTime() {
    const day = 1 + Math.floor(this.house.random() * 28)
    return times(`2026-05-${String(day).padStart(2, '0')}`)
  }

  private async answer(guest: Desk, answer: Answer): Promise<void> {
    const one = this.story.pick(this.invitations)
    if (one) await this.respond(guest, one.name, answer)
  }

  private async respond(guest: Desk, name: string, answer: Answer): Promise<void> {
    const event = await this.eventOf(guest, name)
    if (!event || event.isCancelled === true) return
    this.note(guest, `outlook answers ${name} with ${answer}`)
    await guest.world.outlook('POST', `/events/${encodeURIComponent(String(event.id))}/${answer}`, {
      sendResponse: true,
    })
  }

  private async change(): Promise<void> {
    const one = this.story.pick(this.invitations)
    if (!one) return
    one.changes += 1
    const subject = `${one.name} ${one.changes}`
    const wasSeries = await this.isSeries(one)
    const moved = !wasSeries && this.story.chance(0.5) ? this.someTime() : {}
    this.story.note(`${one.organiser} changes ${subject}`)
    await this.ask('PATCH', `/invitations/${one.iCalUId}`, { subject, ...moved })
    // Whom an organiser has told of a change is asked anew.
    await this.acceptMostly(this.guests.filter(hasMailbox), one.name)
  }

  private async acceptMostly(guests: readonly Desk[], name: string): Promise<void> {
    for (const guest of guests) if (this.story.chance(0.7)) await this.respond(guest, name, 'accept')
  }

  private async isSeries({ name }: Invitation): Promise<boolean> {
    const open = this.guests.filter(hasMailbox)
    const events = await Promise.all(open.map((guest) => this.eventOf(guest, name)))
    return events.some((event) => event?.type !== undefined && event.type !== 'singleInstance')
  }

  private async cancel(): Promise<void> {
    const one = this.story.pick(this.invitations)
    if (!one) return
    this.story.note(`${one.organiser} cancels ${one.name}`)
    await this.ask('DELETE', `/invitations/${one.iCalUId}`)
  }

  private async remove(guest: Desk): Promise<void> {
    const name = this.story.pick(this.invitations)?.name ?? ''
    const event = await this.eventOf(guest, name)
    if (!event) return
    this.note(guest, `outlook removes ${name}`)
    await guest.world.outlook('DELETE', `/events/${encodeURIComponent(String(event.id))}`)
  }

  private eventOf = async (guest: Desk, name: string) =>
    (await this.listed(guest)).find(({ subject }) => String(subject).split(/[: ]+/).includes(name))

  /** The guest's notes are her own; everything else is the organiser's (M8). */
  private async write(guest: Desk): Promise<void> {
    const { ana } = guest.world
    const one = this.story.pick(await this.meetings(guest))
    if (!one) return
    const notes = `N${this.story.chances.serial()}`
    this.note(guest, `crm notes ${notes} in ${one.title}`)
    await updateMeeting(ana, { id: one.id, patch: { notes } })
    this.notes.set(one.id, notes)
    const refused = await updateMeeting(ana, { id: one.id, patch: { title: 'Mine' } }).catch(
      (error: unknown) => error instanceof DomainError && error.code,
    )
    if (refused !== 'managed-by-organiser') throw new Error('A guest may change what her organiser decides.')
  }

  private async bin(guest: Desk): Promise<void> {
    const { ana } = guest.world
    const restored = this.story.chance(0.5)
    const one = this.story.pick(await this.meetings(guest, restored))
    if (!one) return
    this.note(guest, `crm ${restored ? 'takes out of the bin' : 'bins'} ${one.title}`)
    if (restored) await restoreMeeting(ana, one.id)
    else await deleteMeeting(ana, { id: one.id })
  }

  private async turn({ world, name }: Desk, clientInvitations: boolean): Promise<void> {
    const { status, options } = await world.row()
    if (status !== 'active' || options.clientInvitations === clientInvitations) return
    this.note({ name }, `follows invitations: ${clientInvitations}`)
    await changeConnection(world.ana, 'meetings', { options: { clientInvitations } })
  }

  private async ask(method: string, path: string, json?: unknown): Promise<unknown> {
    const { house } = this
    const { status, body } = await house.inTurn(() => control(house.emulator, method, path, json))
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`)
    return body
  }
}

type Answer = 'accept' | 'tentativelyAccept' | 'decline'

const hasMailbox = ({ world }: Desk): boolean =>
  world.emulator.directory.users.get(world.mailbox.userId)?.hasMailbox === true

const times = (day: string) => ({
  start: { dateTime: `${day}T09:00:00`, timeZone: 'UTC' },
  end: { dateTime: `${day}T10:00:00`, timeZone: 'UTC' },
})
