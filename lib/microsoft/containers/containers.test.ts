import { beforeEach, describe, expect, it } from 'vitest'
import { UpstreamError } from '@/lib/errors'
import { graphWorld } from '../graph/testing/graph-world'
import { contactFolder } from './container-kind'
import { containerExists, ensureContainer, listContainers, removeContainer } from './containers'

let world: ReturnType<typeof graphWorld>
beforeEach(() => {
  world = graphWorld()
})

const place = () => ({ graph: world.graph, userPath: world.user, kind: contactFolder })
const ensure = (given: { owner?: string; knownId?: string | null } = {}) =>
  ensureContainer(place(), { name: 'Tandem CRM Contacts', owner: 'ana', knownId: null, ...given })
const folders = async () => (await listContainers(place())).map(({ name }) => name).sort()
const make = (displayName: string) =>
  world.graph.send({
    method: 'POST',
    path: `${world.user}/contactFolders`,
    body: { displayName },
  }) as Promise<{
    id: string
  }>
const contact = (folder: string, surname: string) =>
  world.graph.send({
    method: 'POST',
    path: `${world.user}/contactFolders/${folder}/contacts`,
    body: { surname },
  })

describe('ensureContainer', () => {
  it('makes one, and finds it again by its mark (A2)', async () => {
    const made = await ensure()
    expect(made).toMatchObject({ name: 'Tandem CRM Contacts', takenUp: false })
    expect(await ensure()).toMatchObject({ id: made.id, takenUp: true })
    expect(await folders()).toEqual(['Tandem CRM Contacts'])
  })

  it('finds ours whatever the user has called it', async () => {
    const { id } = await ensure()
    await world.graph.send({
      method: 'PATCH',
      path: `${world.user}/contactFolders/${id}`,
      body: { displayName: 'My customers' },
    })
    expect(await ensure()).toMatchObject({ id, name: 'My customers', takenUp: true })
  })

  it('leaves a namesake that is not ours alone: ours gets a number', async () => {
    const other = await make('tandem crm contacts')
    await contact(other.id, 'Private')
    expect(await ensure()).toMatchObject({ name: 'Tandem CRM Contacts 2', takenUp: false })
    const kept = await world.graph.send({
      method: 'GET',
      path: `${world.user}/contactFolders/${other.id}/contacts`,
    })
    expect(kept).toMatchObject({ value: [{ surname: 'Private' }] })
    expect(await folders()).toEqual(['Tandem CRM Contacts 2', 'tandem crm contacts'])
  })

  it('another member’s folder in the same mailbox is not ours', async () => {
    await ensure({ owner: 'bruno' })
    expect(await ensure()).toMatchObject({ name: 'Tandem CRM Contacts 2' })
  })

  it.each([
    ['was made', { dropAfterApply: true }],
    ['was not made', { dropBeforeApply: true }],
  ])('after a lost answer there is one, under its plain name: it %s', async (_, effect) => {
    world.fail(effect, { path: 'contactFolders$', method: 'POST' })
    await expect(ensure()).rejects.toThrow(UpstreamError)
    expect(await ensure()).toMatchObject({ name: 'Tandem CRM Contacts' })
    expect(await folders()).toEqual(['Tandem CRM Contacts'])
  })

  it('a folder that the user has deleted is not taken up: a new one is made', async () => {
    const { id } = await ensure()
    await world.graph.send({ method: 'DELETE', path: `${world.user}/contactFolders/${id}` })
    expect(await ensure({ knownId: id })).toMatchObject({ takenUp: false })
  })
})

describe('a container exists when it is listed (A6)', () => {
  it.each(['404', '200'] as const)(
    'also where a deleted one still answers by its id: U1 = %s',
    async (U1) => {
      world.emulator.settings.setUncertain({ U1 })
      const { id } = await ensure()
      expect(await containerExists(place(), id)).toBe(true)
      await world.graph.send({ method: 'DELETE', path: `${world.user}/contactFolders/${id}` })
      expect(await containerExists(place(), id)).toBe(false)
    },
  )

  it('on the last page, too', async () => {
    const { id } = await ensure()
    for (let at = 0; at < 120; at += 1) await make(`A${at}`)
    expect(await containerExists(place(), id)).toBe(true)
  })
})

describe('removeContainer', () => {
  it.each(['409', '204-without-effect', '503'] as const)(
    'works again and again although Deleted Items keeps what was removed before: U34 = %s',
    async (U34) => {
      world.emulator.settings.setUncertain({ U34 })
      for (let time = 0; time < 3; time += 1) {
        const { id } = await ensure()
        await contact(id, 'Okafor')
        await removeContainer(place(), id)
        expect(await folders()).toEqual([])
      }
    },
  )

  it('one that is gone already is fine, and nothing else is touched', async () => {
    await make('Private')
    await removeContainer(place(), 'gone')
    expect(await folders()).toEqual(['Private'])
    expect(world.requests.filter((one) => one.startsWith('DELETE'))).toEqual([])
  })

  it('says so when the container is still there, and the next try ends it', async () => {
    const { id } = await ensure()
    world.fail({ status: 204, body: '' }, { method: 'DELETE', path: 'contactFolders/' })
    await expect(removeContainer(place(), id)).rejects.toMatchObject({
      remedy: 'wait',
      details: { code: 'container-still-listed' },
    })
    await removeContainer(place(), id)
    expect(await folders()).toEqual([])
  })
})
