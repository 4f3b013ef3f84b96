import 'server-only'
import { cookies } from 'next/headers'
import { environment } from '@/lib/env'
import { localPath } from '../local-path'

/**
 * Where the sign-in with Microsoft that has just failed was to lead. Microsoft's answer does not say; next-auth keeps it
 * in a cookie of its own (authjs.dev/reference/core#cookies).
 */
export async function intendedPath(): Promise<string> {
  const { APP_URL } = environment()
  const prefix = APP_URL.startsWith('https:') ? '__Secure-' : ''
  return pathWithin(APP_URL, (await cookies()).get(`${prefix}authjs.callback-url`)?.value)
}

/** The path of an address of this app; `/` for any other. */
export function pathWithin(appUrl: string, address: string | undefined): string {
  if (address === undefined || !URL.canParse(address, appUrl)) return '/'
  const { origin, pathname, search } = new URL(address, appUrl)
  return origin === new URL(appUrl).origin ? localPath(pathname + search) : '/'
}
