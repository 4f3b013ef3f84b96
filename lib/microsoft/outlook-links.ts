import type { Environment } from '@/lib/env'

/** Where a person finds her contacts in Outlook on the web; Outlook has no addresses for single folders. */
export function outlookPeopleUrl(
  { MICROSOFT_OUTLOOK_URL }: Pick<Environment, 'MICROSOFT_OUTLOOK_URL'>,
  upn: string,
): string {
  return `${MICROSOFT_OUTLOOK_URL}/people?login_hint=${encodeURIComponent(upn)}`
}
