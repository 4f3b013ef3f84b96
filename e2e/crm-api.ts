import type { DemoFile } from '../dev/stack/demo-file'

type Json = Record<string, unknown>

/** The CRM's REST API as a member of the demo's cast calls it. */
export class CrmApi {
  private constructor(
    private readonly root: string,
    private readonly key: string,
  ) {}

  /** @throws Error when the person has no API key */
  static of(demo: DemoFile, key: string): CrmApi {
    const apiKey = demo.users.find((user) => user.key === key)?.apiKey
    if (!apiKey) throw new Error(`${key} has no API key`)
    return new CrmApi(`${demo.appUrl}/api/v1`, apiKey)
  }

  async call(method: string, path: string, body?: Json): Promise<Json> {
    const answer = await fetch(`${this.root}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }

  async list(path: string): Promise<Json[]> {
    const { items } = await this.call('GET', path)
    return items as Json[]
  }
}
