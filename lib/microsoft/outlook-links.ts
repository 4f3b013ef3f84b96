import type { Environment } from '@/lib/env'

/** Where a person finds her contacts in Outlook on the web; Outlook has no addresses for single folders. */
export function outlookPeopleUrl(
  { MICROSOFT_OUTLOOK_URL }: Pick<Environment, 'MICROSOFT_OUTLOOK_URL'>,
  upn: string,
): string {
  return `${MICROSOFT_OUTLOOK_URL}/people?login_hint=${encodeURIComponent(upn)}`
}

/** Where a person finds her calendars; an event has an address of its own. */
export function outlookCalendarUrl(
  { MICROSOFT_OUTLOOK_URL }: Pick<Environment, 'MICROSOFT_OUTLOOK_URL'>,
  upn: string,
): string {
  return `${MICROSOFT_OUTLOOK_URL}/calendar?login_hint=${encodeURIComponent(upn)}`
}

/** Where a person finds her tasks; To Do has no address for a single list that Graph would tell. */
export function todoUrl(
  { MICROSOFT_TODO_URL }: Pick<Environment, 'MICROSOFT_TODO_URL'>,
  upn: string,
): string {
  return `${MICROSOFT_TODO_URL}/tasks?login_hint=${encodeURIComponent(upn)}`
}
