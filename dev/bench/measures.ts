import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import { builtInPermissions } from '@/lib/access/permissions'
import { createContacts } from '@/lib/crm/contacts/verbs'
import { createMeetings } from '@/lib/crm/meetings/verbs'
import { type Clients, type Person, type TrafficRow, until } from './clients'

export type Figure = { measure: string; value: number; unit: string; wanted?: string }

const people = 2_000
const meetings = 1_000
const edits = 20
const idleMs = 60_000
const latencyMs = 50

type Module = 'contacts' | 'meetings' | 'tasks'

const connectionOf = (clients: Clients, person: Person, module: Module = 'contacts') =>
  clients.rest(person, 'GET', `/microsoft/connections/${module}`) as Promise<{
    status: string
    counts: { linked: number; pending: number }
    container: { id: string } | null
    lastRun: { finishedAt: string | null } | null
  }>

/** Waits until so many records are in both places and nothing is pending. */
async function linked(
  clients: Clients,
  person: Person,
  count: number,
  module: Module = 'contacts',
): Promise<void> {
  await until(`${count} linked ${module}`, async () => {
    const { status, counts, lastRun } = await connectionOf(clients, person, module)
    return (
      status === 'active' && counts.linked >= count && counts.pending === 0 && lastRun?.finishedAt !== null
    )
  })
}

/** The average number of requests under way while there was work, weighted by how long each took. */
function inFlight(rows: readonly TrafficRow[]): number {
  const total = rows.reduce((sum, row) => sum + row.ms, 0)
  return rows.reduce((sum, row) => sum + row.inFlight * row.ms, 0) / Math.max(1, total)
}

/** A member as verbs know her. */
async function contextOf(clients: Clients, person: Person, db: Database): Promise<Context> {
  const me = (await clients.rest(person, 'GET', '/me')) as { id: string; organisation: { id: string } }
  const permissions = new Set(builtInPermissions.standard)
  return {
    organisationId: me.organisation.id,
    actor: { type: 'user', memberId: me.id, accountId: '', permissions },
    db,
    now: () => new Date(),
    wake: async () => {},
  }
}

/** Enables a module with 50 ms per request: how long it takes, and how well the four places of the mailbox are used. */
async function firstSync(clients: Clients, person: Person, module: Module, count: number): Promise<Figure[]> {
  await clients.control('POST', '/latency', { ms: latencyMs })
  const since = new Date()
  await clients.rest(person, 'PUT', `/microsoft/connections/${module}`, {})
  await linked(clients, person, count, module)
  const seconds = (Date.now() - since.getTime()) / 1000
  const creates = (await clients.traffic(person, since)).filter(
    ({ method, batchOf }) => method === 'POST' && batchOf,
  )
  await clients.control('POST', '/latency', { ms: 0 })
  const measure = `first sync of ${count} ${module} to Microsoft 365 (${latencyMs} ms latency)`
  return [
    { measure, value: seconds, unit: 's' },
    { measure: '  requests in flight on average', value: inFlight(creates), unit: 'of 4', wanted: '>= 3' },
  ]
}

/** 1,000 meetings of the coming year into an empty calendar. */
export async function firstSyncOfMeetings(clients: Clients, db: Database): Promise<Figure[]> {
  const person = clients.person('chloe')
  const hour = (n: number) => new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + n * 3_600_000)
  const drafts = Array.from({ length: meetings }, (_, n) => ({
    title: `Bench ${n}`,
    start: hour(8 * n).toISOString(),
    end: hour(8 * n + 1).toISOString(),
    location: 'Lyon',
  }))
  await createMeetings(await contextOf(clients, person, db), drafts)
  return firstSync(clients, person, 'meetings', meetings)
}

/** 2,000 contacts of the CRM into an empty folder, with 50 ms per request: how long, and how well the four places are used. */
export async function firstSyncToMicrosoft(clients: Clients, db: Database): Promise<Figure[]> {
  const person = clients.person('chloe')
  const drafts = Array.from({ length: people }, (_, n) => ({
    firstName: `Bench${n}`,
    lastName: `Person${n}`,
    email: `bench${n}@bench.example`,
    mailingCity: 'Lyon',
  }))
  await createContacts(await contextOf(clients, person, db), drafts)
  return firstSync(clients, person, 'contacts', people)
}

/** 2,000 contacts that appear in the folder at once. */
export async function firstSyncToCrm(clients: Clients): Promise<Figure[]> {
  const person = clients.person('elise')
  await clients.rest(person, 'PUT', '/microsoft/connections/contacts', {})
  await linked(clients, person, 0)
  const { container } = await connectionOf(clients, person)
  const items = Array.from({ length: people }, (_, n) => ({ givenName: `Out${n}`, surname: `Look${n}` }))
  await clients.control('POST', '/latency', { ms: latencyMs })
  const since = Date.now()
  const group = { userId: person.microsoft?.id, folderId: container?.id, items }
  await clients.control('POST', '/seed', { contacts: [group] })
  await linked(clients, person, people)
  const value = (Date.now() - since) / 1000
  await clients.control('POST', '/latency', { ms: 0 })
  return [{ measure: `${people} contacts from Microsoft 365 (${latencyMs} ms latency)`, value, unit: 's' }]
}

/** Single edits, one after the other: from the write on one side until the other side shows it. */
export async function singleEdits(clients: Clients): Promise<Figure[]> {
  const person = clients.person('chloe')
  const { container } = await connectionOf(clients, person)
  const folder = `/contactFolders/${encodeURIComponent(container?.id ?? '')}/contacts`
  const made = (await clients.rest(person, 'POST', '/contacts', { lastName: 'Single' })) as { id: string }
  const item = await until('the new contact over there', async () => {
    const page = (await clients.graph(person, 'GET', `${folder}?$filter=surname eq 'Single'`)) as {
      value: { id: string }[]
    }
    return page.value[0] ?? null
  })
  return editFigures('contact', {
    here: (n) => clients.rest(person, 'PATCH', `/contacts/${made.id}`, { title: `Title ${n}` }),
    arrivedThere: async (n) =>
      (await clients.graph(person, 'GET', `/contacts/${item.id}`)).jobTitle === `Title ${n}`,
    there: (n) => clients.graph(person, 'PATCH', `/contacts/${item.id}`, { department: `Department ${n}` }),
    arrivedHere: async (n) =>
      (await clients.rest(person, 'GET', `/contacts/${made.id}`)).department === `Department ${n}`,
  })
}

/** The same with a meeting among a thousand. */
export async function meetingEdits(clients: Clients): Promise<Figure[]> {
  const person = clients.person('chloe')
  const page = (await clients.rest(person, 'GET', '/meetings?limit=1')) as {
    items: { id: string; sync: { microsoftId: string } }[]
  }
  const [meeting] = page.items
  if (!meeting) throw new Error('there is no meeting')
  const event = `/events/${meeting.sync.microsoftId}`
  return editFigures('meeting', {
    here: (n) => clients.rest(person, 'PATCH', `/meetings/${meeting.id}`, { title: `Title ${n}` }),
    arrivedThere: async (n) => (await clients.graph(person, 'GET', event)).subject === `Title ${n}`,
    there: (n) => clients.graph(person, 'PATCH', event, { location: { displayName: `Room ${n}` } }),
    arrivedHere: async (n) =>
      (await clients.rest(person, 'GET', `/meetings/${meeting.id}`)).location === `Room ${n}`,
  })
}

type Edits = {
  here(n: number): Promise<unknown>
  arrivedThere(n: number): Promise<boolean>
  there(n: number): Promise<unknown>
  arrivedHere(n: number): Promise<boolean>
}

async function editFigures(
  what: string,
  { here, arrivedThere, there, arrivedHere }: Edits,
): Promise<Figure[]> {
  const toMicrosoft: number[] = []
  const toCrm: number[] = []
  for (let n = 0; n < edits; n += 1) {
    toMicrosoft.push(
      await timed(
        () => here(n),
        () => arrivedThere(n),
      ),
    )
    toCrm.push(
      await timed(
        () => there(n),
        () => arrivedHere(n),
      ),
    )
  }
  const figures = (way: string, seconds: number[]): Figure[] => [
    {
      measure: `one ${what} edited, ${way}, median`,
      value: quantile(seconds, 0.5),
      unit: 's',
      wanted: '<= 2',
    },
    { measure: `one ${what} edited, ${way}, 95th percentile`, value: quantile(seconds, 0.95), unit: 's' },
  ]
  return [...figures('to Microsoft 365', toMicrosoft), ...figures('to the CRM', toCrm)]
}

async function timed(write: () => Promise<unknown>, there: () => Promise<boolean>): Promise<number> {
  const since = Date.now()
  await write()
  await until('the edit on the other side', there, 60_000)
  return (Date.now() - since) / 1000
}

/** What an idle connection asks of Microsoft within a minute. */
export async function idleRequests(clients: Clients): Promise<Figure[]> {
  const person = clients.person('elise')
  const since = new Date()
  await new Promise((resolve) => setTimeout(resolve, idleMs))
  const rows = await clients.traffic(person, since)
  return [
    { measure: 'requests of an idle connection in a minute (its safety poll)', value: rows.length, unit: '' },
  ]
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
