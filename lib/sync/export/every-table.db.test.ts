import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subscription } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { type LivedInHouse, liveInHouse } from '@/lib/sync/testing/lived-in-house'
import { exportOrganisation } from './organisation-data'
import { exportOwnData } from './own-data'

/** The part of the document that a table is in, or why it is in none. */
type Place = string | { not: string }

const secret = { not: 'it holds nothing but secrets' }
const technical = { not: 'how far a job of ours has come: it says nothing about anybody' }
const counters = { not: 'counters and locks that are gone within a day' }
const installation = { not: 'it is about the installation' }
const whenGone = { not: 'it is there once the person is gone only' }
const settings = { not: 'it is the organisation’s' }
const others = { not: 'it is about other people' }
const personal = { not: 'it is about one person, and in her own data' }

/** Of each table that there is: where it is in a person's own data, and where in an organisation's. */
const tables: Record<string, { own: Place; organisation: Place }> = {
  account: { own: 'account', organisation: 'users' },
  account_link: { own: 'linksInMails', organisation: personal },
  activity: { own: 'activityOfContacts', organisation: personal },
  api_key: { own: 'apiKeys', organisation: personal },
  arrival: {
    own: { not: 'gone within an hour, and about somebody who has no account' },
    organisation: counters,
  },
  audit: { own: 'auditLog', organisation: 'auditLog' },
  change: { own: 'historyOfRecords', organisation: 'historyOfRecords' },
  client_calendar: { own: technical, organisation: technical },
  client_feed: { own: technical, organisation: technical },
  client_invitation: { own: 'clientInvitationsOfContacts', organisation: personal },
  connection: { own: 'syncs', organisation: 'syncs' },
  contact: { own: 'contacts', organisation: 'contacts' },
  erasure: { own: whenGone, organisation: whenGone },
  farewell: { own: whenGone, organisation: whenGone },
  give_back: {
    own: { not: 'what the next run does, of values that are in the history' },
    organisation: personal,
  },
  heartbeat: { own: installation, organisation: installation },
  idempotency_key: { own: { not: 'answers to her own requests, gone within a day' }, organisation: personal },
  installation: { own: installation, organisation: installation },
  invitation: { own: 'invitations', organisation: 'invitations' },
  join_request: { own: 'requestsToJoin', organisation: 'requestsToJoin' },
  lead: { own: 'leads', organisation: 'leads' },
  link: { own: 'pairsOfContacts', organisation: personal },
  mailbox_pause: { own: counters, organisation: counters },
  mailbox_slot: { own: counters, organisation: counters },
  mailbox_usage: { own: counters, organisation: counters },
  meeting: { own: 'meetings', organisation: 'meetings' },
  member: { own: 'memberships', organisation: 'users' },
  microsoft_app_token: { own: secret, organisation: secret },
  microsoft_identity: { own: 'microsoftAccounts', organisation: personal },
  microsoft_sign_in: { own: secret, organisation: secret },
  microsoft_tenant: { own: settings, organisation: 'microsoftTenant' },
  microsoft_token: { own: secret, organisation: secret },
  module_default: { own: settings, organisation: 'defaults' },
  module_lock: { own: settings, organisation: 'fixedSettings' },
  module_rollout: { own: installation, organisation: installation },
  organisation: { own: 'memberships', organisation: 'organisation' },
  owed_mail: { own: 'mails', organisation: personal },
  profile: { own: 'memberships', organisation: 'profiles' },
  rate_limit: { own: counters, organisation: counters },
  request_log: { own: { not: 'it is in the support file, and has no contents' }, organisation: personal },
  required_try: { own: technical, organisation: technical },
  run: { own: 'runsOfContacts', organisation: personal },
  session: { own: 'sessions', organisation: personal },
  skipped_item: { own: 'leftInMicrosoftOfContacts', organisation: personal },
  subscription: { own: 'subscriptionsOfContacts', organisation: personal },
  sync_hour: { own: others, organisation: { not: 'sums of what is in the data of each' } },
  sync_hour_mark: { own: installation, organisation: installation },
  task: { own: 'tasks', organisation: 'tasks' },
  terms_acceptance: { own: 'acceptedTerms', organisation: personal },
  warning: { own: 'warnings', organisation: 'warnings' },
}

let database: TestDatabase
let house: LivedInHouse
beforeAll(async () => {
  database = await createTestDatabase()
  house = await liveInHouse(database.db)
})
afterAll(() => database.close())

async function read(
  pieces: AsyncGenerator<string>,
): Promise<{ text: string; data: Record<string, unknown> }> {
  let text = ''
  for await (const piece of pieces) text += piece
  return { text, data: JSON.parse(text) }
}
const exports = {
  own: () => read(exportOwnData(house.ana)),
  organisation: () => read(exportOrganisation(house.admin)),
} as const
const isEmpty = (part: unknown) => part === undefined || part === null || Object.keys(part).length === 0

describe('every table that there is', () => {
  it('is looked at here: it is in an export, or it says why not', async () => {
    const rows = await database.db.execute<{ name: string }>(sql`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`)
    expect(Object.keys(tables).sort()).toEqual(rows.map(({ name }) => name).sort())
  })

  it.each(['own', 'organisation'] as const)('is where it is said to be: %s data', async (kind) => {
    const { data } = await exports[kind]()
    const parts = new Set(
      Object.values(tables).flatMap((of) => (typeof of[kind] === 'string' ? of[kind] : [])),
    )
    expect([...parts].filter((part) => isEmpty(data[part]))).toEqual([])
  })
})

describe('no secret is in it', () => {
  it.each(['own', 'organisation'] as const)('%s data', async (kind) => {
    const { text } = await exports[kind]()
    const rows = await database.db.execute<{ value: string | null }>(sql`
      select refresh_token as value from microsoft_token union all select access_token from microsoft_token
      union all select access_token from microsoft_app_token union all select token_hash from account_link
      union all select token_hash from invitation union all select hash from api_key
      union all select state_hash from microsoft_sign_in union all select password_hash from account
      union all select delta_link from connection`)
    const subscriptions = await database.db.select().from(subscription)
    const secrets = [
      ...rows.map(({ value }) => value),
      ...subscriptions.map(({ clientState }) => clientState),
    ]
    const known = secrets.filter((value) => value !== null)
    expect(known.length).toBeGreaterThan(5)
    expect(known.filter((value) => text.includes(value))).toEqual([])
  })
})
