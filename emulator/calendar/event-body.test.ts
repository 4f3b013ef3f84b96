import { describe, expect, it } from 'vitest'
import { calendarBox, hourFrom } from '../testing/calendar'

const plain = { Prefer: 'outlook.body-content-type="text"' }

async function withBody(
  content: string,
  contentType = 'text',
  options: Parameters<typeof calendarBox>[0] = {},
) {
  const box = await calendarBox(options)
  const made = await box.post(hourFrom('2027-03-01T10:00', { body: { contentType, content } }))
  const read = (headers?: Record<string, string>) =>
    box.graph('GET', `/me/events/${made.id}`, undefined, headers)
  return { ...box, made, read }
}

describe('bodies of events (learn.microsoft.com/graph/api/resources/itembody)', () => {
  it('come back as an HTML document, although they were sent as text', async () => {
    const { made } = await withBody('Agenda: <1>\nLunch')
    expect(made.body).toEqual({
      contentType: 'html',
      content:
        '<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\nAgenda: &lt;1&gt;<br>\r\nLunch\r\n</body>\r\n</html>\r\n',
    })
  })

  it('come back as text when that is preferred', async () => {
    const { read } = await withBody('<p>Agenda &amp; caf&#233;</p><div>1<br/>2</div>', 'html')
    const answer = await read(plain)
    expect(answer.body.body).toEqual({ contentType: 'text', content: 'Agenda & café\r\n1\r\n2' })
    expect(answer.headers.get('preference-applied')).toBe('outlook.body-content-type="text"')
  })

  it('stay what they are when nothing of them is written, and are emptied by an empty one', async () => {
    const { graph, made } = await withBody('<b>Agenda</b>', 'html')
    const path = `/me/events/${made.id}`
    expect((await graph('PATCH', path, { subject: 'Other' })).body.body).toEqual(made.body)
    const { body } = await graph('PATCH', path, { body: { contentType: 'text', content: '' } })
    expect(body).toMatchObject({ body: { content: '' }, bodyPreview: '' })
  })

  it('are shortened to 255 characters in the preview', async () => {
    const { made } = await withBody('x'.repeat(300))
    expect(made.bodyPreview).toBe('x'.repeat(255))
  })

  it.each([
    ['ignored', 'html'],
    ['honoured', 'text'],
  ] as const)('follow that preference in delta only in that reading: %s', async (U8, contentType) => {
    const { graph, path } = await withBody('Agenda', 'text', { uncertain: { U8 } })
    const span = 'startDateTime=2027-01-01&endDateTime=2028-01-01'
    const { body } = await graph('GET', `${path}/calendarView/delta?${span}`, undefined, plain)
    expect(body.value).toMatchObject([{ body: { contentType } }])
  })
})

describe('online meetings (learn.microsoft.com/graph/outlook-calendar-online-meetings)', () => {
  it('get a link to join, which stands in the body too', async () => {
    const { post } = await calendarBox()
    const made = await post(hourFrom('2027-03-01T10:00', { isOnlineMeeting: true }))
    expect(made).toMatchObject({
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
      onlineMeetingUrl: null,
      onlineMeeting: { joinUrl: expect.stringMatching(/^https:\/\/teams\.microsoft\.com\/l\/meetup-join\//) },
    })
    expect(JSON.stringify(made.body)).toContain('meetup-join')
  })

  it('cannot be made ordinary ones again, but lose the link with the body', async () => {
    const { graph, post } = await calendarBox()
    const { id, onlineMeeting } = await post(hourFrom('2027-03-01T10:00', { isOnlineMeeting: true }))
    const path = `/me/events/${id}`
    expect((await graph('PATCH', path, { isOnlineMeeting: false })).body).toMatchObject({ onlineMeeting })
    const body = { contentType: 'text', content: 'Agenda' }
    expect((await graph('PATCH', path, { body })).body).toMatchObject({ onlineMeeting: null })
  })

  it('are made of every event, in that reading', async () => {
    const { post } = await calendarBox({ uncertain: { U32: 'yes' } })
    expect(await post(hourFrom('2027-03-01T10:00'))).toMatchObject({ isOnlineMeeting: true })
  })
})
