import { NextRequest } from 'next/server'

type Handlers = Record<'GET' | 'POST', (request: NextRequest) => Promise<Response>>

/** The least that is a browser in front of `/api/auth`: keeps cookies, follows nothing by itself. */
export class AuthBrowser {
  readonly cookies = new Map<string, string>()

  constructor(
    private readonly handlers: Handlers,
    private readonly origin: string,
  ) {}

  async get(pathOrUrl: string): Promise<Response> {
    const url = new URL(pathOrUrl, this.origin)
    return this.keep(await this.handlers.GET(new NextRequest(url, { headers: { cookie: this.cookie() } })))
  }

  /** Posts a form together with the token that proves it comes from a page of ours. */
  async post(path: string, fields: Record<string, string> = {}): Promise<Response> {
    const { csrfToken } = (await (await this.get('/api/auth/csrf')).json()) as { csrfToken: string }
    const request = new NextRequest(new URL(path, this.origin), {
      method: 'POST',
      headers: { cookie: this.cookie(), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, ...fields }).toString(),
    })
    return this.keep(await this.handlers.POST(request))
  }

  /** The id of the session row that the cookie stands for; null for nobody. */
  async sessionId(): Promise<string | null> {
    return (await this.cookieContent())?.sessionId ?? null
  }

  /** Likewise of a Microsoft 365 user who has no account. */
  async arrivalId(): Promise<string | null> {
    return (await this.cookieContent())?.arrivalId ?? null
  }

  private async cookieContent(): Promise<{ sessionId?: string; arrivalId?: string } | null> {
    return (await this.get('/api/auth/session')).json()
  }

  private cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  private keep(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }
}
