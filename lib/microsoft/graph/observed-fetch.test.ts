import { expect, it } from 'vitest'
import { observedFetch } from './observed-fetch'
import type { SeenRequest } from './seen-request'

const at = '2026-03-02T09:00:00.000Z'
const url = 'https://graph.microsoft.com/v1.0'

function observing(inner: typeof fetch) {
  const seen: SeenRequest[] = []
  let asked = 0
  const now = () => new Date(Date.parse(at) + 5 * asked++)
  return { seen, fetch: observedFetch(inner, now, (request) => seen.push(request)) }
}

it('each request is noted with its status and time, without what its query says', async () => {
  const { seen, fetch } = observing(async () => new Response('{}', { status: 404 }))
  const answer = await fetch(`${url}/users/x/contacts?$filter=a@b.example`, { method: 'GET' })
  expect(await answer.text()).toBe('{}')
  expect(seen).toEqual([{ at, method: 'GET', path: '/users/x/contacts?$filter', status: 404, ms: 5 }])
})

it('the parts of a batch are noted one by one, and the answer can still be read', async () => {
  const body = {
    requests: [part('1', 'PATCH', '/users/x/contacts/a'), part('2', 'DELETE', '/users/x/contacts/b')],
  }
  const answers = {
    responses: [
      { id: '2', status: 204 },
      { id: '1', status: 412, body: { error: {} } },
    ],
  }
  const { seen, fetch } = observing(async () => Response.json(answers))
  const answer = await fetch(`${url}/$batch`, { method: 'POST', body: JSON.stringify(body) })
  expect(await answer.json()).toEqual(answers)
  expect(seen.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['POST', '/$batch', 200],
    ['PATCH', '/users/x/contacts/a', 412],
    ['DELETE', '/users/x/contacts/b', 204],
  ])
})

it('a batch whose answer is no JSON is the caller’s to understand', async () => {
  const { seen, fetch } = observing(async () => new Response('<html>'))
  const body = JSON.stringify({ requests: [part('1', 'GET', '/me')] })
  expect(await (await fetch(`${url}/$batch`, { method: 'POST', body })).text()).toBe('<html>')
  expect(seen).toMatchObject([{ status: 200 }, { path: '/me', status: null }])
})

it('a request without an answer is noted as such, and fails as it would have', async () => {
  const { seen, fetch } = observing(() => Promise.reject(new Error('reset')))
  await expect(fetch(`${url}/me`)).rejects.toThrow('reset')
  expect(seen).toMatchObject([{ path: '/me', status: null }])
})

const part = (id: string, method: string, path: string) => ({ id, method, url: path })
