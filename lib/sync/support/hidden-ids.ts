import { createHmac, randomBytes } from 'node:crypto'

/** Turns ids into tokens: the same for the same id within one file, and never the same in two files. */
export type HideId = (id: string) => string

export function hiddenIds(): HideId {
  const key = randomBytes(32)
  return (id) => `#${createHmac('sha256', key).update(id).digest('hex').slice(0, 12)}`
}

/** Words of Graph's paths. Whatever else stands in a path is an id or a name. */
const words = new Set(
  [
    'users me calendars calendar events instances calendarView contactFolders contacts childFolders todo lists tasks',
    'linkedResources subscriptions delta $batch delta() $ref oauth2 v2.0 v1.0 token organization extensions accept',
    'decline cancel mailboxSettings mailFolders attachments singleValueExtendedProperties getByIds',
  ].flatMap((line) => line.split(' ')),
)

/** A path as `notablePath` leaves it, with its ids hidden. */
export function hiddenPath(path: string, hide: HideId): string {
  const [place = '', names] = path.split('?', 2)
  const segments = place
    .split('/')
    .map((segment) => hiddenSegment(segment, hide))
    .join('/')
  return names === undefined ? segments : `${segments}?${names.split('&').filter(isOption).join('&')}`
}

function hiddenSegment(segment: string, hide: HideId): string {
  if (segment === '' || words.has(segment)) return segment
  const keyed = /^(\w+)\('(.*)'\)$/.exec(segment)
  if (keyed?.[1] && words.has(keyed[1])) return `${keyed[1]}('${hide(decoded(keyed[2] ?? ''))}')`
  return hide(decoded(segment))
}

const isOption = (name: string) => /^\$?[a-zA-Z]{1,30}$/.test(name)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A code of ours or of Microsoft's; anything that does not look like one may be anything. */
export function plainCode(text: string | null): string | null {
  if (text === null) return null
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/.test(text) ? text : 'other'
}
