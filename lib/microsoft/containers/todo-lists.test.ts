import { beforeEach, describe, expect, it } from 'vitest'
import { UpstreamError } from '@/lib/errors'
import { graphWorld } from '../graph/testing/graph-world'
import { todoList } from './container-kind'
import {
  containerExists,
  ensureContainer,
  listContainers,
  nameContainer,
  removeContainer,
} from './containers'

let world: ReturnType<typeof graphWorld>
beforeEach(() => {
  world = graphWorld()
})

const wanted = { name: 'Tandem CRM Tasks', owner: 'ana' }
const place = () => ({ graph: world.graph, userPath: world.user, kind: todoList })
const lists = async () =>
  (await listContainers(place())).map(({ name }) => name).filter((name) => name !== 'Tasks')
const make = (displayName: string) =>
  world.graph.send({ method: 'POST', path: `${world.user}/todo/lists`, body: { displayName } })

/** As the engine does it: the id is remembered between the two. */
async function ensure(knownId: string | null = null): Promise<string> {
  const { id } = await ensureContainer(place(), { ...wanted, knownId })
  await nameContainer(place(), id, wanted)
  return id
}

describe('lists of To Do, which take no mark', () => {
  it('makes one under its plain name', async () => {
    await ensure()
    expect(await lists()).toEqual(['Tandem CRM Tasks'])
  })

  it.each([
    ['was made', { dropAfterApply: true }],
    ['was not made', { dropBeforeApply: true }],
  ])('A2: after a lost answer there is one: it %s', async (_, effect) => {
    world.fail(effect, { path: 'todo/lists$', method: 'POST' })
    await expect(ensure()).rejects.toThrow(UpstreamError)
    await ensure()
    expect(await lists()).toEqual(['Tandem CRM Tasks'])
  })

  it('A2: a name whose answer was lost has been given, and is not given twice', async () => {
    const { id } = await ensureContainer(place(), { ...wanted, knownId: null })
    world.fail({ dropAfterApply: true }, { path: 'todo/lists/', method: 'PATCH' })
    await expect(nameContainer(place(), id, wanted)).rejects.toThrow(UpstreamError)
    expect(await ensure(id)).toBe(id)
    expect(await lists()).toEqual(['Tandem CRM Tasks'])
  })

  it('leaves a namesake alone: ours gets a number', async () => {
    await make('Tandem CRM Tasks')
    await ensure()
    expect((await lists()).sort()).toEqual(['Tandem CRM Tasks', 'Tandem CRM Tasks 2'])
  })

  it('keeps the name that its user has given it', async () => {
    const id = await ensure()
    const path = `${world.user}/todo/lists/${encodeURIComponent(id)}`
    await world.graph.send({ method: 'PATCH', path, body: { displayName: 'Work' } })
    expect(await nameContainer(place(), id, wanted)).toBe('Work')
  })

  it('A6: a deleted one does not exist, though its tasks go on answering', async () => {
    const id = await ensure()
    const path = `${world.user}/todo/lists/${encodeURIComponent(id)}`
    await removeContainer(place(), id)
    expect(await world.graph.send({ method: 'GET', path: `${path}/tasks` })).toMatchObject({ value: [] })
    expect(await containerExists(place(), id)).toBe(false)
  })
})
