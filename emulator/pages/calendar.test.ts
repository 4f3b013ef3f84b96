import { describe, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'

const origin = 'http://localhost:4365'
const home = `/calendar/${small.anaId}`

/** Ana's calendars in a browser, and the same by Graph. */
function browser() {
  const box = mailbox()
  const page = async (path = home) => {
    const answer = await box.emulator.fetch(new Request(origin + path))
    return { status: answer.status, text: await answer.text() }
  }
  const post = async (path: string, fields: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields)
    const answer = await box.emulator.fetch(new Request(origin + path, { method: 'POST', body }))
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text: await answer.text(),
    }
  }
  const immutable = { Prefer: 'IdType="ImmutableId"' }
  const events = async (of = '/me/events') =>
    (await box.graph('GET', of, undefined, immutable)).body.value ?? []
  const make = (fields: Record<string, string> = {}) => post(`${home}/new`, { ...form, ...fields })
  /** The page of the only event of Ana. */
  const pathOf = async () => `${home}/event/${(await events())[0]?.id}`
  return { ...box, page, post, events, make, pathOf }
}

const form = {
  subject: 'Offer for <Fabrikam>',
  startDate: '2026-11-26',
  startTime: '14:00',
  endDate: '2026-11-26',
  endTime: '15:00',
  place: 'Lyon',
  attendees: '',
  repeat: 'never',
  notes: '',
}

describe('the calendar page', () => {
  it('makes an event in the user’s own zone, and shows it on its day', async () => {
    const { make, events, page } = browser()
    const made = await make()
    expect(made.location).toBe(`${home}?day=2026-11-26`)
    expect(await events()).toMatchObject([
      {
        subject: 'Offer for <Fabrikam>',
        location: { displayName: 'Lyon' },
        start: { dateTime: '2026-11-26T13:00:00.0000000', timeZone: 'UTC' },
        originalStartTimeZone: 'Romance Standard Time',
        isOrganizer: true,
      },
    ])
    for (const view of ['week', 'agenda']) {
      const { text } = await page(`${made.location}&view=${view}`)
      expect(text).toContain('Offer for &lt;Fabrikam&gt;')
      expect(text).toContain('14:00')
    }
    expect((await page(`${home}?day=2026-12-26`)).text).not.toContain('Fabrikam')
    // A day that is none is today.
    expect((await page(`${home}?day=2026-13-45`)).text).toContain('Offer for')
  })

  it('makes an all-day event from its first to its last day', async () => {
    const { make, events, page } = browser()
    const made = await make({ allDay: 'on', startDate: '2026-11-25', endDate: '2026-11-27' })
    expect(await events()).toMatchObject([
      {
        isAllDay: true,
        start: { dateTime: '2026-11-25T00:00:00.0000000' },
        end: { dateTime: '2026-11-28T00:00:00.0000000' },
      },
    ])
    expect((await page(made.location)).text.match(/<strong>Offer/g)).toHaveLength(3)
  })

  it('repeats an event every week; one occurrence can be changed or deleted', async () => {
    const { make, events, page, post, pathOf } = browser()
    await make({ repeat: 'weekly' })
    expect(await events()).toMatchObject([
      { type: 'seriesMaster', recurrence: { pattern: { type: 'weekly', daysOfWeek: ['thursday'] } } },
    ])
    const week = `${home}?day=2026-12-03`
    const link = /class="tile-event[^"]*"\s+href="([^"]+)"/.exec((await page(week)).text)?.[1] ?? ''
    expect(link).not.toBe(await pathOf())
    await post(link, { ...form, subject: 'Once only', startDate: '2026-12-03', endDate: '2026-12-03' })
    expect((await page(week)).text).toContain('Once only')
    await post(`${link}/delete`)
    expect((await page(week)).text).not.toContain('class="tile-event')
    expect((await page(`${home}?day=2026-12-10`)).text).toContain('Offer')
  })

  it('makes, renames, deletes and restores calendars; what is refused is said', async () => {
    const { graph, post, page } = browser()
    const names = async () => (await graph('GET', '/me/calendars')).body.value?.map(({ name }) => name)
    await post(`${home}/calendars`, { name: 'Clients' })
    expect(await names()).toEqual(['Calendar', 'Clients'])
    expect(await post(`${home}/calendars`, { name: 'Clients' })).toMatchObject({
      status: 409,
      text: expect.stringContaining('already exists'),
    })
    const id = (await graph('GET', '/me/calendars')).body.value?.[1]?.id
    await post(`${home}/calendars/${id}/rename`, { name: 'Customers' })
    expect((await page()).text).toContain('aria-label="Delete calendar: Customers"')
    await post(`${home}/calendars/${id}/delete`)
    expect(await names()).toEqual(['Calendar'])
    await post(`${home}/deleted`, { action: 'restore', calendar: String(id) })
    expect(await names()).toEqual(['Calendar', 'Customers'])
  })
})

describe('the page of an event', () => {
  it('changes what was changed and writes nothing otherwise', async () => {
    const { graph, post, events, pathOf } = browser()
    await graph('POST', '/me/events', {
      subject: 'Review',
      body: { contentType: 'html', content: '<p>One<br>two</p>' },
      start: { dateTime: '2026-11-26T14:00:00', timeZone: 'Tokyo Standard Time' },
      end: { dateTime: '2026-11-26T15:00:00', timeZone: 'Tokyo Standard Time' },
    })
    const [before] = await events()
    const same = {
      ...form,
      subject: 'Review',
      startTime: '06:00',
      endTime: '07:00',
      place: '',
      notes: 'One\r\ntwo',
    }
    expect((await post(await pathOf(), same)).location).toContain('?saved')
    expect(await events()).toEqual([before])
    await post(await pathOf(), { ...same, subject: 'Review (moved)', startTime: '05:00' })
    expect(await events()).toMatchObject([
      { subject: 'Review (moved)', start: { dateTime: '2026-11-26T04:00:00.0000000' }, body: before?.body },
    ])
  })

  it('moves an event by hours and days, and to another calendar', async () => {
    const { graph, make, post, events, pathOf } = browser()
    await make()
    await post(`${await pathOf()}/shift`, { hours: '1' })
    await post(`${await pathOf()}/shift`, { days: '-1' })
    expect(await events()).toMatchObject([
      {
        start: { dateTime: '2026-11-25T14:00:00.0000000' },
        end: { dateTime: '2026-11-25T15:00:00.0000000' },
      },
    ])
    const calendar = (await graph('POST', '/me/calendars', { name: 'Clients' })).body
    const path = await pathOf()
    await post(`${path}/move`, { to: String(calendar.id) })
    expect(await events()).toEqual([])
    const moved = await events(`/me/calendars/${calendar.id}/events`)
    expect(moved.map(({ id }) => `${home}/event/${id}`)).toEqual([path])
  })

  it('keeps what was typed when it is refused', async () => {
    const { make } = browser()
    expect((await make({ startDate: '', repeat: 'weekly' })).status).toBe(400)
    const { status, text } = await make({ endTime: '13:00', subject: 'Kept' })
    expect(status).toBe(400)
    expect(text).toContain('value="Kept"')
    expect(text).toContain('role="alert"')
  })

  it('deletes an event, which can be brought back', async () => {
    const { make, post, events, pathOf, page } = browser()
    await make()
    const path = await pathOf()
    await post(`${path}/delete`)
    expect(await events()).toEqual([])
    expect((await page(`${home}/deleted`)).text).toContain('Offer')
    await post(`${home}/deleted`, { action: 'restore', event: path.split('/').at(-1) ?? '' })
    expect(await events()).toHaveLength(1)
  })

  it('leaves the details to join under changed notes', async () => {
    const { make, post, events, pathOf, page } = browser()
    await make({ online: 'on', notes: 'Agenda' })
    expect((await page(await pathOf())).text).toContain('>Agenda</textarea>')
    await post(await pathOf(), { ...form, online: 'on', notes: 'New agenda' })
    expect(await events()).toMatchObject([
      {
        isOnlineMeeting: true,
        body: { content: expect.stringMatching(/New agenda[\s\S]*Join the meeting now/) },
      },
    ])
  })
})

describe('meetings', () => {
  const bruno = `/calendar/${small.brunoId}`

  async function invited() {
    const box = browser()
    await box.make({ attendees: 'bruno@small.example\nMarc <marc@fabrikam.example>' })
    const list = (await box.page(bruno)).text
    const path = /action="([^"]+)\/answer"/.exec(list)?.[1] ?? ''
    return { ...box, list, path }
  }

  it('wait for an answer in the calendars of those who are invited', async () => {
    const { list, events } = await invited()
    expect(list).toContain('Waiting for an answer')
    expect(list).toContain('aria-label="Accept: Offer for &lt;Fabrikam&gt;"')
    const [event] = await events()
    expect(event?.attendees).toMatchObject([
      { emailAddress: { name: 'Bruno Maes', address: 'bruno@small.example' } },
      { emailAddress: { name: 'Marc', address: 'marc@fabrikam.example' } },
    ])
  })

  it.each([
    ['accept', 'accepted'],
    ['tentative', 'tentativelyAccepted'],
    ['decline', 'declined'],
  ])('are answered with %s, which the organizer sees', async (answer, response) => {
    const { post, path, page, events } = await invited()
    const sent = await post(`${path}/answer`, { answer, tell: 'on', comment: 'See you' })
    expect(sent.status).toBe(303)
    expect(await events()).toMatchObject([{ attendees: [{ status: { response } }, {}] }])
    const { text } = await page(`${bruno}?day=2026-11-26`)
    expect(text).not.toContain('Waiting for an answer')
    expect(text.includes('class="tile-event')).toBe(answer !== 'decline')
  })

  it('come by mail too, which leads to the calendar', async () => {
    const { page } = await invited()
    const link = /href="(\/inbox\/[^"]+\/\d+)"/.exec((await page(`/inbox/${small.brunoId}`)).text)?.[1] ?? ''
    expect((await page(link)).text).toContain(`<a class="button" href="${bruno}">`)
  })

  it('cannot be changed by those who are invited', async () => {
    const { path, page } = await invited()
    const { text } = await page(path)
    expect(text).toContain('Invitation from')
    expect(text).not.toContain('name="subject"')
  })

  it('are cancelled by their organizer, and stay with the others, marked', async () => {
    const { post, pathOf, page, events } = await invited()
    expect((await page(await pathOf())).text).toContain('All attendees hear of it.')
    await post(`${await pathOf()}/cancel`, { comment: 'Sorry' })
    expect(await events()).toEqual([])
    const { text } = await page(`${bruno}?day=2026-11-26`)
    expect(text).toContain('class="tile-event tint-0 open is-cancelled"')
    expect(text).not.toContain('Waiting for an answer')
  })
})
