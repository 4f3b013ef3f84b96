import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { activity } from '@/db/schema/sync'
import { createContact, listContacts, updateContact } from '@/lib/crm/contacts/verbs'
import * as restore from './connections/[module]/activity/[id]/restore/route'
import * as seen from './connections/[module]/activity/[id]/seen/route'
import * as activities from './connections/[module]/activity/route'
import * as one from './connections/[module]/route'
import { connectionsApi, contacts } from './testing/connections-api'

const http = connectionsApi()

describe('activity', () => {
  const conflictOf = async () => {
    const { id } = await createContact(http.world.ana, { lastName: 'Okafor', title: 'Buyer' })
    await http.world.settle()
    await updateContact(http.world.ana, { id, patch: { title: 'Head' } })
    await http.world.pass(1_000)
    const [item] = await http.world.items()
    await http.world.outlook('PATCH', `/contacts/${item?.id}`, { jobTitle: 'Seller' })
    await http.world.settle()
    return id
  }

  it('pages newest first, by record and by kind, with the members of the contract', async () => {
    const id = await conflictOf()
    const conflicts = await http.api(activities.GET, 'GET', {
      ...contacts,
      query: `?recordId=${id}&action=conflict`,
    })
    expect(conflicts.body.items).toEqual([
      {
        id: expect.any(String),
        at: expect.stringMatching(/Z$/),
        runId: expect.any(String),
        direction: 'toCrm',
        action: 'conflict',
        recordId: id,
        itemId: expect.any(String),
        fields: [{ field: 'title', before: 'Head', after: 'Seller', lost: 'Head' }],
        reason: null,
      },
    ])
    const first = await http.api(activities.GET, 'GET', { ...contacts, query: '?limit=2' })
    const rest = await http.api(activities.GET, 'GET', {
      ...contacts,
      query: `?limit=200&cursor=${encodeURIComponent(String(first.body.nextCursor))}`,
    })
    const ids = [...(first.body.items ?? []), ...(rest.body.items ?? [])].map((row) => row.id)
    expect(new Set(ids).size).toBe((await http.world.told()).length)
    expect(await http.api(activities.GET, 'GET', { ...contacts, query: '?action=eaten' })).toMatchObject({
      status: 400,
    })
  })

  it('a conflict counts until somebody has looked; the lost value comes back', async () => {
    const id = await conflictOf()
    const count = async () =>
      ((await http.api(one.GET, 'GET', contacts)).body.counts as { conflicts: number }).conflicts
    const conflict = (await http.world.told()).find(({ action }) => action === 'conflict')
    const params = { params: { module: 'contacts', id: String(conflict?.id) } }
    expect(await count()).toBe(1)
    expect(await http.api(seen.POST, 'POST', params)).toMatchObject({ status: 204 })
    expect(await count()).toBe(0)
    // The API goes by the real time, of which the world knows nothing.
    await http.world.db
      .update(activity)
      .set({ at: new Date() })
      .where(eq(activity.id, String(conflict?.id)))
    expect(await http.api(restore.POST, 'POST', params)).toMatchObject({
      status: 200,
      body: { id: conflict?.id },
    })
    expect((await listContacts(http.world.ana, { limit: 5 })).items).toMatchObject([{ id, title: 'Head' }])
  })

  it('nobody restores or sees what is another’s', async () => {
    await conflictOf()
    const conflict = (await http.world.told()).find(({ action }) => action === 'conflict')
    const params = { params: { module: 'contacts', id: String(conflict?.id) } }
    const admin = await http.as(await http.world.crm.admin())
    expect(await admin(restore.POST, 'POST', params)).toMatchObject({ status: 404 })
    expect(await admin(seen.POST, 'POST', params)).toMatchObject({ status: 404 })
  })
})
