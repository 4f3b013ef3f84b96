import { describe, expect, it } from 'vitest'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'
import { toDo } from '../testing/to-do'

async function edited() {
  const box = await toDo()
  const before = await box.add({ checklistItems: [{ displayName: 'Ask' }] })
  const path = `${box.tasks}/${before.id}`
  const after = (await box.graph('PATCH', path, { title: 'Edited' })).body
  return { ...box, path, stale: String(before['@odata.etag']), current: String(after['@odata.etag']) }
}

describe('conditional writes of To Do, as measured in 2026', () => {
  it('PATCH honours If-Match, also without W/', async () => {
    const { graph, path, stale, current } = await edited()
    expect(await graph('PATCH', path, { title: 'x' }, { 'If-Match': stale })).toMatchObject({
      status: 412,
      body: {
        error: { code: 'ErrorIrresolvableConflict', innerError: { code: 'ErrorIrresolvableConflict' } },
      },
    })
    expect((await graph('PATCH', path, {}, { 'If-Match': current.replace('W/', '') })).status).toBe(200)
    // An empty PATCH has moved the etag.
    expect((await graph('PATCH', path, {}, { 'If-Match': current })).status).toBe(412)
  })

  it.each(['*', '"nonsense"', 'W/nonsense', ''])('PATCH fails with 500 for If-Match %j', async (etag) => {
    const { graph, path } = await edited()
    expect(await graph('PATCH', path, { title: 'x' }, { 'If-Match': etag })).toMatchObject({
      status: 500,
      body: { error: { code: 'generalException', innerError: { code: 'ErrorInternalServerError' } } },
    })
  })

  it.each(['stale', '*'])('DELETE ignores If-Match: %s', async (etag) => {
    const { graph, path, stale } = await edited()
    const header = { 'If-Match': etag === 'stale' ? stale : etag }
    expect((await graph('DELETE', path, undefined, header)).status).toBe(204)
    expect((await graph('GET', path)).status).toBe(404)
  })

  it('PATCH fails with 412 now and then where two writes meet, as a whim', async () => {
    const { emulator, graph, path } = await edited()
    emulator.outlook.conduct.set({ spontaneousConflictChance: 1 })
    expect((await graph('PATCH', path, { title: 'x' })).status).toBe(412)
  })

  it('etags move by themselves on demand, without an edit', async () => {
    const { emulator, graph, path, current } = await edited()
    const moved = await control(emulator, 'POST', '/etags/move', { userId: small.anaId })
    expect(moved.body).toEqual({ moved: 1 })
    expect((await graph('PATCH', path, {}, { 'If-Match': current })).status).toBe(412)
  })

  it('children are written under the etag of their task', async () => {
    const { graph, path, stale, current } = await edited()
    const items = (await graph('GET', `${path}/checklistItems`)).body.value
    const item = `${path}/checklistItems/${items?.[0]?.id}`
    expect((await graph('PATCH', item, { isChecked: true }, { 'If-Match': stale })).status).toBe(412)
    expect((await graph('DELETE', item, undefined, { 'If-Match': '*' })).status).toBe(500)
    expect((await graph('DELETE', item, undefined, { 'If-Match': current })).status).toBe(204)
  })

  it('an empty PATCH and a DELETE that depends on it make a conditional delete', async () => {
    const { graph, path, stale, current } = await edited()
    const conditional = async (etag: string) => {
      const headers = { 'Content-Type': 'application/json', 'If-Match': etag }
      const { body } = await graph('POST', '/$batch', {
        requests: [
          { id: '1', method: 'PATCH', url: path, headers, body: {} },
          { id: '2', method: 'DELETE', url: path, dependsOn: ['1'] },
        ],
      })
      const responses = body.responses as { id: string; status: number }[]
      return responses.sort((a, b) => a.id.localeCompare(b.id)).map(({ status }) => status)
    }
    expect(await conditional(stale)).toEqual([412, 424])
    expect(await conditional(current)).toEqual([200, 204])
  })
})
