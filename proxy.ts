import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { environment } from '@/lib/env'
import { contentSecurityPolicy } from '@/lib/web/content-security-policy'
import { requestId } from '@/lib/web/request-id'

/** Gives each page its request id and its security policy. Who may see what is decided by the page, never here. */
export function proxy(request: NextRequest): NextResponse {
  const env = environment()
  const https = env.APP_URL.startsWith('https:')
  const id = requestId(request.headers)
  const policy = contentSecurityPolicy({
    nonce: randomBytes(16).toString('base64'),
    signInOrigin: new URL(env.MICROSOFT_LOGIN_URL).origin,
    https,
    development: env.NODE_ENV === 'development',
  })

  const headers = new Headers(request.headers)
  headers.set('x-request-id', id)
  // Where sign-in leads back to.
  headers.set('x-request-path', request.nextUrl.pathname + request.nextUrl.search)
  // Next.js takes the nonce for its own scripts from here.
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-request-id', id)
  if (https) response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}

export const config = {
  // The API answers no pages and reads large bodies, which would be cut off here.
  matcher: ['/((?!api/|_next/static|_next/image|favicon.ico).*)'],
}
