import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../create-emulator'
import { attendees, calendarBox, hourFrom, immutable } from '../testing/calendar'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'
import { applicationToken, request } from '../testing/test-emulator'
import { webhook } from '../testing/webhook'

/** Ana's mailbox with an endpoint that can be subscribed for. */
async function watched(options: Partial<EmulatorOptions> = {}) {
  const hook = webhook()
  const box = await calendarBox({ fetch: (sent) => hook.fetch(sent), ...options })
  const subscription = (resource: string) => ({
    changeType: 'created,updated,deleted',
    notificationUrl: hook.url,
    resource,
    expirationDateTime: '2026-11-30T09:00:00Z',
    clientState: resource,
  })
  const subscribe = async (resource: string) =>
    (await box.graph('POST', '/subscriptions', subscription(resource), immutable)).status
  /** What has been told since the last time, as `clientState changeType`. */
  const told = async () => {
    await box.pass(100)
    return hook.received.splice(0).map(({ clientState, changeType }) => `${clientState} ${changeType}`)
  }
  return { ...box, hook, subscription, subscribe, told, work: `me/calendars/${box.calendarId}/events` }
}

describe('notifications of events (learn.microsoft.com/graph/outlook-change-notifications-overview)', () => {
  it('tell of every change, own ones included, by the id in the format that was asked for', async () => {
    const { graph, hook, pass, post, subscribe, work } = await watched()
    await subscribe(work)
    const { id, '@odata.etag': etag } = await post(hourFrom('2027-03-01T10:00'))
    await graph('PATCH', `/me/events/${id}`, { subject: 'Tour' })
    await graph('DELETE', `/me/events/${id}`)
    await pass(100)
    expect(hook.received.map(({ changeType }) => changeType)).toEqual(['created', 'updated', 'deleted'])
    expect(hook.received[0]).toMatchObject({
      resource: `Users/${small.anaId}/Events/${id}`,
      resourceData: { '@odata.type': '#Microsoft.Graph.Event', '@odata.etag': etag, id },
    })
  })

  it('of `events` mean the default calendar only, of a named calendar that one only (microsoft-graph-docs#6595)', async () => {
    const { post, subscribe, told, work } = await watched()
    expect([await subscribe('me/events'), await subscribe(work)]).toEqual([201, 201])
    await post(hourFrom('2027-03-01T10:00'))
    expect(await told()).toEqual([`${work} created`])
    await post(hourFrom('2027-03-01T10:00'), '/me/events')
    expect(await told()).toEqual(['me/events created'])
  })

  it('tell of a move as deleted in one calendar and created in the other', async () => {
    const { emulator, graph, post, subscribe, told, work } = await watched()
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    await subscribe('me/events')
    await subscribe(work)
    const calendarId = (await graph('GET', '/me/calendar')).body.id
    await control(emulator, 'POST', '/events/move', { userId: small.anaId, eventId: id, calendarId })
    expect(await told()).toEqual([`${work} deleted`, 'me/events created'])
  })

  it('tell of invitations that arrive, and of answers that come back', async () => {
    const { graph, post, subscribe, told, work, brunoEvents } = await watched()
    await subscribe('me/events')
    await subscribe(work)
    await post(hourFrom('2027-03-01T10:00', { attendees: attendees('bruno@small.example') }))
    await told()
    const [copy] = await brunoEvents()
    await graph('POST', `/users/${small.brunoId}/events/${copy?.id}/accept`, {})
    expect(await told()).toEqual([`${work} updated`])
    const invited = hourFrom('2027-03-02T10:00', { attendees: attendees('ana@small.example') })
    await post(invited, `/users/${small.brunoId}/events`)
    expect(await told()).toEqual(['me/events created'])
  })

  it('tell of the etag that moves by itself after a create', async () => {
    const { post, subscribe, told, pass, work } = await watched({ conduct: { settleAfterMs: 1_500 } })
    await subscribe(work)
    await post(hourFrom('2027-03-01T10:00'))
    expect(await told()).toEqual([`${work} created`])
    await pass(1_500)
    expect(await told()).toEqual([`${work} updated`])
  })

  it('tell nothing of a calendar’s deletion, and calendars cannot be watched', async () => {
    const { graph, path, post, subscribe, told, work } = await watched()
    await post(hourFrom('2027-03-01T10:00'))
    await subscribe(work)
    await graph('DELETE', path)
    expect(await told()).toEqual([])
    expect(await subscribe('me/calendars')).toBe(400)
    expect(await subscribe(work)).toBe(404)
  })

  it('of another than the default calendar are refused, in that reading', async () => {
    const { subscribe, work } = await watched({ uncertain: { U13: '400' } })
    expect(await subscribe(work)).toBe(400)
    expect(await subscribe('me/events')).toBe(201)
  })

  it('need Calendars.Read', async () => {
    const { emulator, subscription } = await watched()
    const json = subscription(`users/${small.anaId}/events`)
    const status = async (role: string) => {
      const token = applicationToken(emulator, [role])
      return (await request(emulator, 'POST', '/v1.0/subscriptions', { token, json })).status
    }
    expect([await status('Contacts.ReadWrite'), await status('Calendars.Read')]).toEqual([403, 201])
  })
})
