import type { Emulator } from '../create-emulator'

/** The least that is a browser: keeps cookies, fills in the forms of the sign-in pages, follows nothing by itself. */
export class TestBrowser {
  private readonly cookies = new Map<string, string>()

  constructor(private readonly emulator: Emulator) {}

  async get(url: string): Promise<Response> {
    return this.send(new Request(url, { headers: this.headers() }))
  }

  /** Posts a form to an address, as the button of a page would. */
  async post(url: string, fields: Record<string, string>): Promise<Response> {
    const headers = { ...this.headers(), 'content-type': 'application/x-www-form-urlencoded' }
    return this.send(
      new Request(url, { method: 'POST', headers, body: new URLSearchParams(fields).toString() }),
    )
  }

  private headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  }

  private async send(request: Request): Promise<Response> {
    const response = await this.emulator.fetch(request)
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      this.cookies.set(name, value)
    }
    return response
  }
}

/** The query of the address that an answer redirects to. */
export function redirectQuery(response: Response): URLSearchParams {
  return new URL(response.headers.get('location') ?? 'about:blank').searchParams
}
