import { activity } from '@/db/schema/sync'
import { small } from '@/emulator/testing/small-seed'
import { listContacts } from '@/lib/crm/contacts/verbs'
import { listLeads } from '@/lib/crm/leads/verbs'
import type { GraphJson } from '@/lib/sync/testing/sync-world'
import type { LifeResult, Lived } from './invitation-life'

/** What is wrong at the end of a life with invitations; empty when all rules hold. */
export async function problemsWithInvitations(life: LifeResult): Promise<string[]> {
  const { world, ana, notes } = life
  const problems = [...(await restlessness(life)), ...defaultCalendarWrites(life)]
  const { status, reason } = await world.row(ana)
  if (status !== 'active') problems.push(`the connection is ${status} (${reason})`)

  const events = ((await world.outlook(ana, 'GET', '/events?$top=1000')).value as GraphJson[]) ?? []
  const meetings = await world.meetings(ana)
  const rows = await world.rows(ana)
  const clients = await clientAddresses(life)
  for (const one of life.invitations) {
    const event = events.find(({ iCalUId }) => iCalUId === one.iCalUId)
    const own = meetings.filter(({ title }) => title.split(' ')[0] === one.name)
    const taken = rows.filter(({ icalUid, recordId }) => icalUid === one.iCalUId && recordId !== null)
    if (own.length > 1 || taken.length > 1) problems.push(`${one.name} has ${own.length} meetings`)
    problems.push(...problemsOfInvitation(one, event, own[0], taken.length > 0, clients))
  }
  for (const [id, text] of notes) {
    const meeting = meetings.find((one) => one.id === id)
    if (meeting && meeting.notes !== text) problems.push(`the notes of ${meeting.title} are ${meeting.notes}`)
  }
  return problems
}

type Meeting = Awaited<ReturnType<LifeResult['world']['meetings']>>[number]

/** What is wrong with what came of one invitation; `taken`: a meeting of the CRM follows it, or did. */
export function problemsOfInvitation(
  { name, organiser }: Pick<Lived, 'name' | 'organiser'>,
  event: GraphJson | undefined,
  meeting: Meeting | undefined,
  taken: boolean,
  clients: Set<string>,
): string[] {
  const outsider = organiser.startsWith('x@') || organiser.endsWith('@small.example')
  if (outsider && (meeting || taken)) return [`${name} of ${organiser} is taken`]
  const response = (event?.responseStatus as { response: string } | undefined)?.response
  const standing = event !== undefined && event.isCancelled !== true && response !== 'declined'
  const single = event?.type === 'singleInstance'
  if (standing && single && response === 'accepted' && clients.has(organiser)) {
    // In the bin it stays away (M8).
    if (!taken) return [`${name} is not taken`]
    if (meeting && meeting.status !== 'scheduled') return [`${name} is ${meeting.status}`]
  }
  if (!meeting) return []
  if (!standing) return meeting.status === 'cancelled' ? [] : [`${name} is over there no more, and scheduled`]
  if (meeting.status === 'cancelled' || !single) return []
  const theirs = `${event.subject} ${(event.start as { dateTime: string }).dateTime.slice(0, 19)}`
  const ours = `${meeting.title} ${meeting.start.slice(0, 19)}`
  return theirs === ours ? [] : [`${name} is ${ours} here and ${theirs} there`]
}

async function clientAddresses({ ana }: LifeResult): Promise<Set<string>> {
  const contacts = (await listContacts(ana, { limit: 200 })).items
  const leads = (await listLeads(ana, { limit: 200 })).items
  return new Set([...contacts, ...leads].map(({ email }) => email ?? ''))
}

/** A further run changes nothing and tells of nothing. */
async function restlessness({ world, ana }: LifeResult): Promise<string[]> {
  const look = async () => {
    const told = await world.db.select({ id: activity.id }).from(activity)
    const meetings = await world.meetings(ana)
    return JSON.stringify([told.length, meetings.map(({ id, updatedAt }) => [id, updatedAt]).sort()])
  }
  const before = await look()
  const writes = await world.base.writesOf(() => world.settle(ana))
  const restless = before === (await look()) ? [] : ['a further run changes something']
  return [...restless, ...writes.map((write) => `a further run writes: ${write}`)]
}

/** The CRM's own calendar is the only place of this mailbox's calendars that anything is written to. */
function defaultCalendarWrites({ world }: LifeResult): string[] {
  return world.emulator.traffic
    .since(null)
    .filter(({ appId, method }) => appId === small.appId && method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => /\/users\/[^/]+\/(?:events|calendar(?:View)?)\b(?!s)/.test(line))
    .map((line) => `the default calendar is written to: ${line}`)
}
