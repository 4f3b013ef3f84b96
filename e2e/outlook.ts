import type { DemoFile } from '../dev/stack/demo-file'

type Json = Record<string, unknown>

/** Graph as "the user in Outlook" sees it, with the scripts' own registration: another app than the product. */
export class Outlook {
  private constructor(
    private readonly users: string,
    private readonly token: string,
  ) {}

  /** @throws Error when the person has no account in Microsoft 365 */
  static async of(demo: DemoFile, key: string): Promise<Outlook> {
    const { microsoft } = demo.users.find((user) => user.key === key) ?? { microsoft: null }
    if (!microsoft) throw new Error(`${key} has no Microsoft 365 account`)
    const answer = await fetch(`${demo.loginUrl}/${microsoft.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: demo.scripts.clientId,
        client_secret: demo.scripts.clientSecret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    })
    const { access_token: token } = (await answer.json()) as { access_token?: string }
    if (!token) throw new Error(`The scripts get no token (${answer.status})`)
    return new Outlook(`${demo.graphUrl}/v1.0/users/${microsoft.id}`, token)
  }

  async call(method: string, path: string, body?: Json): Promise<Json> {
    const answer = await fetch(`${this.users}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        prefer: 'IdType="ImmutableId"',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }

  /** Folders of contacts beside the default one, by name. */
  async folders(): Promise<Map<string, string>> {
    const { value } = await this.call('GET', '/contactFolders')
    return new Map((value as { displayName: string; id: string }[]).map((row) => [row.displayName, row.id]))
  }

  async contactsIn(folderId: string): Promise<Json[]> {
    const { value } = await this.call(
      'GET',
      `/contactFolders/${encodeURIComponent(folderId)}/contacts?$top=100`,
    )
    return value as Json[]
  }

  /** The user's calendars, by name. */
  async calendars(): Promise<Map<string, string>> {
    const { value } = await this.call('GET', '/calendars?$top=100')
    return new Map((value as { name: string; id: string }[]).map((row) => [row.name, row.id]))
  }

  async eventsIn(calendarId: string): Promise<Json[]> {
    const { value } = await this.call('GET', `/calendars/${encodeURIComponent(calendarId)}/events?$top=100`)
    return value as Json[]
  }

  /** The user's lists of To Do, by name. */
  async taskLists(): Promise<Map<string, string>> {
    const { value } = await this.call('GET', '/todo/lists?$top=100')
    return new Map((value as { displayName: string; id: string }[]).map((row) => [row.displayName, row.id]))
  }

  async tasksIn(listId: string): Promise<Json[]> {
    const { value } = await this.call('GET', `/todo/lists/${encodeURIComponent(listId)}/tasks?$top=100`)
    return value as Json[]
  }

  /** Somebody outside the tenant invites a member of the cast. */
  async invite(demo: DemoFile, key: string, meeting: Json): Promise<{ iCalUId: string; eventId: string }> {
    const attendee = demo.users.find((user) => user.key === key)?.microsoft?.id
    const answer = await fetch(`${demo.emulatorUrl}/_emulator/invitations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...meeting, attendeeIds: [attendee] }),
    })
    if (!answer.ok) throw new Error(`The invitation was refused: ${answer.status} ${await answer.text()}`)
    const { iCalUId, events } = (await answer.json()) as { iCalUId: string; events: { id: string }[] }
    return { iCalUId, eventId: events[0]?.id ?? '' }
  }

  async cancelInvitation(demo: DemoFile, iCalUId: string): Promise<void> {
    const url = `${demo.emulatorUrl}/_emulator/invitations/${encodeURIComponent(iCalUId)}`
    const answer = await fetch(url, { method: 'DELETE' })
    if (!answer.ok) throw new Error(`Not cancelled: ${answer.status}`)
  }
}
