import { describe, expect, it } from 'vitest'
import { calendarBox, hourFrom } from '../testing/calendar'
import { control } from '../testing/control'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'
import { applicationToken, request } from '../testing/test-emulator'

const mark = 'String {3c8f2f5a-7b1d-4d3e-9a43-6f2f0d9f5b21} Name Owner'
const names = async ({ graph }: ReturnType<typeof mailbox>) =>
  ((await graph('GET', '/me/calendars')).body.value ?? []).map(({ name }) => name)
const make = ({ graph }: ReturnType<typeof mailbox>, name = 'Work') =>
  graph('POST', '/me/calendars', { name })

describe('calendars (learn.microsoft.com/graph/api/resources/calendar)', () => {
  it('are listed with the default one, which is also reached as /calendar', async () => {
    const box = mailbox()
    const made = await make(box)
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Work',
        isDefaultCalendar: false,
        isRemovable: true,
        owner: { name: 'Ana Lopes', address: 'ana@small.example' },
      },
    })
    expect(made.headers.get('location')).toContain(`/calendars('${made.body.id}')`)
    expect(await names(box)).toEqual(['Calendar', 'Work'])
    const { body } = await box.graph('GET', '/me/calendar')
    expect(body).toMatchObject({ name: 'Calendar', isDefaultCalendar: true, isRemovable: false })
    expect((await box.graph('GET', `/me/calendars/${body.id}`)).body).toEqual(body)
  })

  it('have names of their own', async () => {
    const box = mailbox()
    const { body } = await make(box)
    for (const name of ['WORK', 'Calendar'])
      expect(await make(box, name)).toMatchObject({
        status: 409,
        body: { error: { code: 'ErrorFolderExists' } },
      })
    await make(box, 'Other')
    const path = `/me/calendars/${body.id}`
    expect((await box.graph('PATCH', path, { name: 'other' })).status).toBe(409)
    expect((await box.graph('PATCH', path, { name: 'Clients', color: 'lightBlue' })).body).toMatchObject({
      name: 'Clients',
      color: 'lightBlue',
    })
    expect((await box.graph('PATCH', '/me/calendar', { name: 'Calendrier' })).status).toBe(200)
    expect(await names(box)).toEqual(['Calendrier', 'Clients', 'Other'])
  })

  it('are found by name, and refuse what they do not have', async () => {
    const box = mailbox()
    await make(box)
    const found = await box.graph('GET', "/me/calendars?$filter=name eq 'work'&$select=name")
    expect(found.body.value).toMatchObject([{ name: 'Work' }])
    expect((await box.graph('GET', '/me/calendars?$select=nothing')).status).toBe(400)
    expect((await box.graph('POST', '/me/calendars', { displayName: 'x' })).status).toBe(400)
    expect((await box.graph('POST', '/me/calendars', {})).status).toBe(400)
  })

  it('carry extended properties, shown only when asked for (extended-properties-overview)', async () => {
    const box = mailbox()
    const singleValueExtendedProperties = [{ id: mark, value: 'ana' }]
    const made = await box.graph('POST', '/me/calendars', { name: 'Work', singleValueExtendedProperties })
    expect(made.body).not.toHaveProperty('singleValueExtendedProperties')
    const expand = `$expand=singleValueExtendedProperties($filter=id eq '${mark}')`
    const { body } = await box.graph('GET', `/me/calendars?${expand}`)
    expect(body.value?.map((calendar) => calendar.singleValueExtendedProperties)).toEqual([
      undefined,
      singleValueExtendedProperties,
    ])
    const filter = `$filter=singleValueExtendedProperties/Any(p: p/id eq '${mark}' and p/value eq 'ana')`
    expect((await box.graph('GET', `/me/calendars?${filter}`)).body.value).toMatchObject([{ name: 'Work' }])
  })

  it('do not let the default one be deleted', async () => {
    const box = mailbox()
    expect(await box.graph('DELETE', '/me/calendar')).toMatchObject({
      status: 403,
      body: { error: { code: 'ErrorDeleteDistinguishedFolder' } },
    })
  })

  it('leave the list when deleted, take their events along, and can be brought back with them', async () => {
    const { emulator, graph, path, post, calendarId } = await calendarBox()
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    expect((await graph('DELETE', path)).status).toBe(204)
    expect((await graph('GET', '/me/calendars')).body.value).toHaveLength(1)
    for (const gone of [path, `${path}/events`, `/me/events/${id}`])
      expect(await graph('GET', gone)).toMatchObject({
        status: 404,
        body: { error: { code: 'ErrorItemNotFound' } },
      })
    await control(emulator, 'POST', '/calendars/restore', { userId: small.anaId, calendarId })
    expect((await graph('GET', `${path}/events`)).body.value).toMatchObject([{ subject: 'Visit' }])
  })

  it('live on under Deleted Items: by id they can still be read, in that reading', async () => {
    const { graph, path, post } = await calendarBox({ uncertain: { U1: '200' } })
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    await graph('DELETE', path)
    expect((await graph('GET', '/me/calendars')).body.value).toHaveLength(1)
    expect((await graph('GET', path)).status).toBe(200)
    expect((await graph('GET', `/me/events/${id}`)).status).toBe(200)
    expect((await graph('DELETE', path)).status).toBe(204)
    expect((await graph('GET', path)).status).toBe(404)
  })

  it.each([
    ['409', 409],
    ['204-without-effect', 204],
    ['503', 503],
  ] as const)(
    'cannot be deleted when Deleted Items holds one of that name (%s); a rename, or permanentDelete, helps',
    async (U34, status) => {
      const box = mailbox({ uncertain: { U34 } })
      await box.graph('DELETE', `/me/calendars/${(await make(box)).body.id}`)
      const path = `/me/calendars/${(await make(box)).body.id}`
      expect((await box.graph('DELETE', path)).status).toBe(status)
      expect(await names(box)).toEqual(['Calendar', 'Work'])
      await box.graph('PATCH', path, { name: 'Away' })
      expect((await box.graph('DELETE', path)).status).toBe(204)
      const third = (await make(box)).body.id
      expect((await box.graph('POST', `/me/calendars/${third}/permanentDelete`)).status).toBe(204)
      expect(await names(box)).toEqual(['Calendar'])
    },
  )

  it('need the permissions of calendars, and refuse malformed ids before anything is looked up', async () => {
    const { emulator, graph } = mailbox()
    const path = `/v1.0/users/${small.anaId}/calendars`
    const status = async (role: string, method: string) => {
      const token = applicationToken(emulator, [role])
      return (await request(emulator, method, path, { token, json: method === 'GET' ? undefined : {} }))
        .status
    }
    expect(await status('Contacts.ReadWrite', 'GET')).toBe(403)
    expect(await status('Calendars.ReadBasic', 'GET')).toBe(200)
    expect(await status('Calendars.Read', 'POST')).toBe(403)
    expect(await graph('GET', '/me/calendars/AAMk')).toMatchObject({
      status: 400,
      body: { error: { code: 'ErrorInvalidIdMalformed' } },
    })
  })
})
