import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether the request shows this token as its bearer's; how long the answer takes says nothing about it. */
export function bearsToken(request: Request, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(token))
}

/** Of equal length, whatever was given. */
const digest = (text: string) => createHash('sha256').update(text).digest()
