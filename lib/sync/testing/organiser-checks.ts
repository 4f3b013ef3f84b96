import { eq } from 'drizzle-orm'
import { clientInvitation } from '@/db/schema/client-invitations'
import { small } from '@/emulator/testing/small-seed'
import { problemsOfInvitation } from '@/lib/sync/client-invitations/testing/invitation-checks'
import { recordStates } from '@/lib/sync/records/record-states'
import type { Desk } from './desk'
import type { Organisers } from './organisers'

/** What is wrong with the invitations of an organisation at the end of its life (M6–M8); empty when nothing is. */
export async function problemsWithOrganisers(organisers: Organisers): Promise<string[]> {
  const problems: string[] = []
  for (const guest of organisers.guests) {
    const found = await problemsOfGuest(organisers, guest)
    problems.push(...found.map((problem) => `${guest.name}: ${problem}`))
  }
  return problems
}

async function problemsOfGuest(organisers: Organisers, guest: Desk): Promise<string[]> {
  const { world } = guest
  const events = await organisers.listed(guest)
  const meetings = await organisers.meetings(guest)
  const ofHers = eq(clientInvitation.connectionId, world.connectionId)
  const rows = await world.db.select().from(clientInvitation).where(ofHers)
  const problems: string[] = []
  for (const one of organisers.invitations) {
    const event = events.find(({ iCalUId }) => iCalUId === one.iCalUId)
    const own = meetings.filter(({ title }) => title.split(' ')[0] === one.name)
    const taken = rows.filter(({ icalUid, recordId }) => icalUid === one.iCalUId && recordId !== null)
    if (own.length > 1 || taken.length > 1) problems.push(`${one.name} has ${own.length} meetings`)
    problems.push(...problemsOfInvitation(one, event, own[0], taken.length > 0, organisers.clients))
  }
  const states = await recordStates(world.ana, 'meetings', meetings)
  for (const { id, title, notes } of meetings) {
    const told = states.get(id)
    const why = `${told?.state} ${told?.reason}`
    if (why !== 'skipped invitation') problems.push(`${title}, an invitation, says ${why}`)
    const noted = organisers.notes.get(id)
    if (noted !== undefined && noted !== notes)
      problems.push(`the notes of ${title} are ${notes}, not ${noted}`)
  }
  const copied = (await world.items()).filter(({ subject }) => /^I\d/.test(String(subject)))
  problems.push(...copied.map(({ subject }) => `${subject}, an invitation, is in the CRM’s own calendar`))
  return [...problems, ...writesTo(guest, events)]
}

/** The default calendar is only ever read. */
function writesTo({ world }: Desk, events: readonly Record<string, unknown>[]): string[] {
  const ids = events.map(({ id }) => String(id))
  return world.emulator.traffic
    .since(null)
    .filter(({ appId, method }) => appId === small.appId && method !== 'GET')
    .filter(({ path }) => ids.some((id) => decodeURIComponent(path).includes(id)))
    .map(({ method, path }) => `${method} ${path} writes to the default calendar`)
}
