import { describe, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'
import { moveContact } from './contact-verbs'
import { contactById } from './find-contact'
import { defaultFolderOf } from './find-folder'

const immutable = { Prefer: 'IdType="ImmutableId"' }

async function folderWith(count: number, options: Parameters<typeof mailbox>[0] = {}) {
  const box = mailbox({ ...options, conduct: { settleAfterMs: 0, ...options?.conduct } })
  const { body } = await box.graph('POST', '/me/contactFolders', { displayName: 'F' })
  const path = `/me/contactFolders/${body.id}/contacts`
  const ids: string[] = []
  for (let at = 0; at < count; at += 1)
    ids.push(String((await box.graph('POST', path, { givenName: `N${at}` }, immutable)).body.id))
  const round = async (from: string, headers: Record<string, string> = immutable) => {
    const pages: Record<string, unknown>[][] = []
    let link = from
    for (;;) {
      const { body: page } = await box.graph('GET', link, undefined, headers)
      pages.push(page.value ?? [])
      const next = page['@odata.nextLink']
      if (next === undefined)
        return { pages, items: pages.flat(), link: box.follow(page['@odata.deltaLink']) }
      link = box.follow(next)
    }
  }
  return { ...box, folderId: String(body.id), path, ids, round }
}

describe('delta of contacts (learn.microsoft.com/graph/api/contact-delta)', () => {
  it('tells every contact in pages of maxpagesize, then only what changed', async () => {
    const { graph, path, ids, round } = await folderWith(5)
    const first = await round(`${path}/delta`, { Prefer: 'odata.maxpagesize=2, IdType="ImmutableId"' })
    expect(first.pages.map((page) => page.length)).toEqual([2, 2, 1])
    expect(first.items.map(({ id }) => id)).toEqual(ids)
    expect(first.items[0]).toMatchObject({ '@odata.type': '#microsoft.graph.contact', givenName: 'N0' })
    expect((await round(first.link)).items).toEqual([])
    await graph('PATCH', `/me/contacts/${ids[3]}`, { givenName: 'Changed' })
    await graph('DELETE', `/me/contacts/${ids[1]}`)
    const second = await round(first.link)
    expect(second.items).toMatchObject([
      { id: ids[3], givenName: 'Changed' },
      { id: ids[1], '@removed': { reason: 'deleted' } },
    ])
  })

  it('tells nothing of what was removed before its first round', async () => {
    const { graph, path, ids, round } = await folderWith(2)
    await graph('DELETE', `/me/contacts/${ids[0]}`)
    const { items, link } = await round(`${path}/delta`)
    expect(items.map(({ id }) => id)).toEqual([ids[1]])
    expect((await round(link)).items).toEqual([])
  })

  it('lets an older deltaLink be used again', async () => {
    const { graph, path, ids, round } = await folderWith(1)
    const { link } = await round(`${path}/delta`)
    await graph('PATCH', `/me/contacts/${ids[0]}`, { givenName: 'A' })
    await round(link)
    expect((await round(link)).items).toMatchObject([{ givenName: 'A' }])
  })

  it('asks for maxpagesize on each page: without it the default of 10 applies', async () => {
    const { graph, follow, path } = await folderWith(13)
    const first = await graph('GET', `${path}/delta`, undefined, { Prefer: 'odata.maxpagesize=2' })
    expect(first.headers.get('preference-applied')).toBe('odata.track-changes')
    expect((await graph('GET', follow(first.body['@odata.nextLink']))).body.value).toHaveLength(10)
  })

  it('keeps $select in its tokens and always gives the id', async () => {
    const { graph, path, ids, round } = await folderWith(1)
    const { items, link } = await round(`${path}/delta?$select=givenName`)
    expect(Object.keys(items[0] ?? {})).toEqual(['@odata.type', '@odata.etag', 'id', 'givenName'])
    await graph('PATCH', `/me/contacts/${ids[0]}`, { jobTitle: 'Buyer' })
    expect((await round(link)).items.map((item) => Object.keys(item))).toEqual([
      ['@odata.type', '@odata.etag', 'id', 'givenName'],
    ])
  })

  it('hides changes of what is not selected, in that reading', async () => {
    const { graph, path, ids, round } = await folderWith(1, { uncertain: { U16: 'hidden' } })
    const { link } = await round(`${path}/delta?$select=givenName`)
    await graph('PATCH', `/me/contacts/${ids[0]}`, { jobTitle: 'Buyer' })
    expect((await round(link)).items).toEqual([])
  })

  it('tells a contact that moved to another folder as removed; its immutable id stays, its ordinary one does not', async () => {
    const { emulator, graph, path, ids, round } = await folderWith(1)
    const { link } = await round(`${path}/delta`)
    const ordinary = await graph('GET', `/me/contacts/${ids[0]}`)
    const { outlook } = emulator
    moveContact(
      outlook,
      emulator,
      contactById(outlook, small.anaId, ids[0] ?? ''),
      defaultFolderOf(small.anaId),
    )
    expect((await round(link)).items).toMatchObject([{ id: ids[0], '@removed': { reason: 'deleted' } }])
    expect((await round(link, {})).items).toMatchObject([{ id: ordinary.body.id }])
    expect((await graph('GET', `/me/contacts/${ids[0]}`)).status).toBe(200)
    expect((await graph('GET', `/me/contacts/${ordinary.body.id}`)).status).toBe(404)
  })

  it('may send empty pages with a nextLink, short ones and an empty last one', async () => {
    const lively = { emptyDeltaPageChance: 1, shortDeltaPageChance: 1 }
    const { path, ids, round } = await folderWith(4, { conduct: lively })
    const { pages, items } = await round(`${path}/delta`, {
      Prefer: 'odata.maxpagesize=2, IdType="ImmutableId"',
    })
    expect(pages.map((page) => page.length)).toEqual([0, 1, 0, 1, 0, 1, 0, 1])
    expect(items.map(({ id }) => id)).toEqual(ids)
    const full = await folderWith(2, { conduct: { emptyDeltaPageChance: 1 } })
    const round2 = await full.round(`${full.path}/delta`, { Prefer: 'odata.maxpagesize=2' })
    expect(round2.pages.map((page) => page.length)).toEqual([0, 2, 0])
  })

  it('may tell an item twice in a round, and tell again what the round before has told', async () => {
    const lively = { repeatedDeltaItemChance: 1, replayedDeltaChance: 1 }
    const { path, round } = await folderWith(2, { conduct: lively })
    const { items, link } = await round(`${path}/delta`)
    expect(items.map(({ givenName }) => givenName)).toEqual(['N0', 'N1', 'N0'])
    expect((await round(link)).items.length).toBeGreaterThan(0)
  })

  it('answers 410 SyncStateNotFound once tokens are expired, 400 for a mangled one', async () => {
    const { emulator, graph, path, round } = await folderWith(1)
    const { link } = await round(`${path}/delta`)
    expect((await graph('GET', `${link}x`)).status).toBe(400)
    emulator.outlook.expireDeltaTokens(small.anaId)
    const gone = await graph('GET', link)
    expect(gone).toMatchObject({ status: 410, body: { error: { code: 'SyncStateNotFound' } } })
    expect((await round(`${path}/delta`)).items).toHaveLength(1)
  })

  it('refuses $filter, $orderby and $search; $expand fails with 500', async () => {
    const { graph, path } = await folderWith(1)
    for (const option of ["$filter=givenName eq 'x'", '$orderby=givenName', '$search="x"', '$top=1'])
      expect((await graph('GET', `${path}/delta?${option}`)).status).toBe(400)
    const expand = '$expand=singleValueExtendedProperties'
    expect((await graph('GET', `${path}/delta?${expand}`)).status).toBe(500)
  })

  it.each([
    ['404', 404, 'ErrorItemNotFound'],
    ['404-sync-folder', 404, 'ErrorSyncFolderNotFound'],
    ['410', 410, 'SyncStateNotFound'],
    ['empty', 200, undefined],
  ] as const)('of a deleted folder answers as switched: %s', async (U2, status, code) => {
    const { graph, path, folderId, round } = await folderWith(1, { uncertain: { U2 } })
    const { link } = await round(`${path}/delta`)
    await graph('DELETE', `/me/contactFolders/${folderId}`)
    const answer = await graph('GET', link)
    expect(answer.status).toBe(status)
    expect(answer.body.error?.code).toBe(code)
  })
})
