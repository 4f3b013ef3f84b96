import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import { builtInPermissions } from '@/lib/access/permissions'
import { createContacts } from '@/lib/crm/contacts/verbs'
import { type Clients, type Person, type TrafficRow, until } from './clients'

export type Figure = { measure: string; value: number; unit: string; wanted?: string }

const people = 2_000
const edits = 20
const idleMs = 60_000
const latencyMs = 50

const connectionOf = (clients: Clients, person: Person) =>
  clients.rest(person, 'GET', '/microsoft/connections/contacts') as Promise<{
    status: string
    counts: { linked: number; pending: number }
    container: { id: string } | null
    lastRun: { finishedAt: string | null } | null
  }>

/** Enables Contacts and waits until `linked` contacts are in both places and nothing is pending. */
async function linked(clients: Clients, person: Person, count: number): Promise<void> {
  await until(`${count} linked contacts`, async () => {
    const { status, counts, lastRun } = await connectionOf(clients, person)
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

/** 2,000 contacts of the CRM into an empty folder, with 50 ms per request: how long, and how well the four places are used. */
export async function firstSyncToMicrosoft(clients: Clients, db: Database): Promise<Figure[]> {
  const person = clients.person('chloe')
  const me = (await clients.rest(person, 'GET', '/me')) as { id: string; organisation: { id: string } }
  const context: Context = {
    organisationId: me.organisation.id,
    actor: {
      type: 'user',
      memberId: me.id,
      accountId: '',
      permissions: new Set(builtInPermissions.standard),
    },
    db,
    now: () => new Date(),
    wake: async () => {},
  }
  const drafts = Array.from({ length: people }, (_, n) => ({
    firstName: `Bench${n}`,
    lastName: `Person${n}`,
    email: `bench${n}@bench.example`,
    mailingCity: 'Lyon',
  }))
  await createContacts(context, drafts)
  await clients.control('POST', '/latency', { ms: latencyMs })
  const since = new Date()
  await clients.rest(person, 'PUT', '/microsoft/connections/contacts', {})
  await linked(clients, person, people)
  const seconds = (Date.now() - since.getTime()) / 1000
  const creates = (await clients.traffic(person, since)).filter(
    ({ method, batchOf }) => method === 'POST' && batchOf,
  )
  await clients.control('POST', '/latency', { ms: 0 })
  return [
    {
      measure: `first sync of ${people} contacts to Microsoft 365 (${latencyMs} ms latency)`,
      value: seconds,
      unit: 's',
    },
    {
      measure: 'requests in flight on average meanwhile',
      value: inFlight(creates),
      unit: 'of 4',
      wanted: '>= 3',
    },
  ]
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
  const toMicrosoft: number[] = []
  const toCrm: number[] = []
  for (let n = 0; n < edits; n += 1) {
    toMicrosoft.push(
      await timed(
        () => clients.rest(person, 'PATCH', `/contacts/${made.id}`, { title: `Title ${n}` }),
        async () => (await clients.graph(person, 'GET', `/contacts/${item.id}`)).jobTitle === `Title ${n}`,
      ),
    )
    toCrm.push(
      await timed(
        () => clients.graph(person, 'PATCH', `/contacts/${item.id}`, { department: `Department ${n}` }),
        async () =>
          (await clients.rest(person, 'GET', `/contacts/${made.id}`)).department === `Department ${n}`,
      ),
    )
  }
  return [
    {
      measure: 'single edit to Microsoft 365, median',
      value: quantile(toMicrosoft, 0.5),
      unit: 's',
      wanted: '<= 2',
    },
    {
      measure: 'single edit to Microsoft 365, 95th percentile',
      value: quantile(toMicrosoft, 0.95),
      unit: 's',
    },
    { measure: 'single edit to the CRM, median', value: quantile(toCrm, 0.5), unit: 's', wanted: '<= 2' },
    { measure: 'single edit to the CRM, 95th percentile', value: quantile(toCrm, 0.95), unit: 's' },
  ]
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
