import { describe, expect, it } from 'vitest'
import { calendarBox, hourFrom } from '../testing/calendar'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'

const conflict = { status: 412, body: { error: { code: 'ErrorIrresolvableConflict' } } }

describe('versions of events', () => {
  it('carry the changeKey in the etag, which moves with every PATCH, even one that changes nothing', async () => {
    const { graph, post } = await calendarBox()
    const made = await post(hourFrom('2027-03-01T10:00'))
    expect(made['@odata.etag']).toBe(`W/"${made.changeKey}"`)
    const { body, headers } = await graph('PATCH', `/me/events/${made.id}`, { subject: 'Visit' })
    expect(body['@odata.etag']).not.toBe(made['@odata.etag'])
    expect(headers.get('etag')).toBe(body['@odata.etag'])
  })

  it('refuse a write over a version that is no longer current (microsoft-graph-docs-contrib#7934)', async () => {
    const { graph, post } = await calendarBox()
    const made = await post(hourFrom('2027-03-01T10:00'))
    const path = `/me/events/${made.id}`
    const ifMatch = { 'If-Match': String(made['@odata.etag']) }
    expect((await graph('PATCH', path, { subject: 'A' }, ifMatch)).status).toBe(200)
    expect(await graph('PATCH', path, { subject: 'B' }, ifMatch)).toMatchObject(conflict)
    expect((await graph('PATCH', path, { subject: 'B' }, { 'If-Match': '*' })).status).toBe(200)
    expect((await graph('DELETE', path, undefined, ifMatch)).status).toBe(204)
  })

  it('are looked at on DELETE too, in that reading', async () => {
    const { graph, post } = await calendarBox({ uncertain: { U4: 'patch-and-delete' } })
    const made = await post(hourFrom('2027-03-01T10:00'))
    const path = `/me/events/${made.id}`
    await graph('PATCH', path, { subject: 'A' })
    const ifMatch = { 'If-Match': String(made['@odata.etag']) }
    expect(await graph('DELETE', path, undefined, ifMatch)).toMatchObject(conflict)
  })

  it('move once more by themselves shortly after the create (compass-calendar#3665)', async () => {
    const { graph, pass, post } = await calendarBox({ conduct: { settleAfterMs: 1_500 } })
    const made = await post(hourFrom('2027-03-01T10:00'))
    const path = `/me/events/${made.id}`
    await pass(1_500)
    const ifMatch = { 'If-Match': String(made['@odata.etag']) }
    expect(await graph('PATCH', path, { subject: 'A' }, ifMatch)).toMatchObject(conflict)
    const { body } = await graph('GET', path)
    expect(body.lastModifiedDateTime).toBe(made.lastModifiedDateTime)
    expect(body['@odata.etag']).not.toBe(made['@odata.etag'])
  })

  it('move overnight without an edit, on demand (microsoft-graph-docs#14632)', async () => {
    const { emulator, graph, post } = await calendarBox()
    const made = await post(hourFrom('2027-03-01T10:00'))
    await control(emulator, 'POST', '/etags/move', { userId: small.anaId })
    const { body } = await graph('GET', `/me/events/${made.id}`)
    expect(body['@odata.etag']).not.toBe(made['@odata.etag'])
    expect(body.subject).toBe('Visit')
  })

  it('may conflict without If-Match when two writes meet (msgraph-sdk-dotnet#1201)', async () => {
    const { graph, post } = await calendarBox({ conduct: { spontaneousConflictChance: 1 } })
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    expect(await graph('PATCH', `/me/events/${id}`, { subject: 'A' })).toMatchObject(conflict)
  })
})

describe('transactionId (learn.microsoft.com/graph/api/resources/event)', () => {
  const event = hourFrom('2027-03-01T10:00', { transactionId: 'T-1' })
  const duplicate = { status: 400, body: { error: { code: 'ErrorDuplicateTransactionId' } } }

  it('with the same body again answers 201 with the same event', async () => {
    const { graph, path, post } = await calendarBox()
    const first = await post(event)
    expect(first.transactionId).toBe('T-1')
    await graph('PATCH', `/me/events/${first.id}`, { subject: 'Edited meanwhile' })
    expect(await post(event)).toMatchObject({ id: first.id, subject: 'Edited meanwhile' })
    expect((await graph('GET', `${path}/events`)).body.value).toHaveLength(1)
  })

  it('with another body is refused', async () => {
    const { graph, path, post } = await calendarBox()
    await post(event)
    expect(await graph('POST', `${path}/events`, { ...event, subject: 'Other' })).toMatchObject(duplicate)
  })

  it('is forgotten with the event, and known in all calendars', async () => {
    const { graph, path, post } = await calendarBox()
    const first = await post(event)
    expect((await post(event, '/me/events')).id).toBe(first.id)
    await graph('DELETE', `/me/events/${first.id}`)
    expect((await post(event)).id).not.toBe(first.id)
    expect((await graph('GET', `${path}/events`)).body.value).toHaveLength(1)
  })

  it('is known in its own calendar only, in that reading', async () => {
    const { post } = await calendarBox({ uncertain: { U6: 'per-calendar' } })
    const first = await post(event)
    expect((await post(event, '/me/events')).id).not.toBe(first.id)
  })

  it('outlives the event, in that reading', async () => {
    const { graph, path, post } = await calendarBox({ uncertain: { U6: 'beyond-deletion' } })
    const { id } = await post(event)
    await graph('DELETE', `/me/events/${id}`)
    expect(await graph('POST', `${path}/events`, event)).toMatchObject(duplicate)
  })
})
