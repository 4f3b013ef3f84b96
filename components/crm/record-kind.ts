export const personKinds = ['contact', 'lead'] as const
/** The kinds of records that are people: their fields are text, and they have addresses. */
export type PersonKind = (typeof personKinds)[number]

export const recordKinds = [...personKinds, 'meeting', 'task'] as const
export type RecordKind = (typeof recordKinds)[number]

const paths: Record<RecordKind, string> = {
  contact: '/contacts',
  lead: '/leads',
  meeting: '/meetings',
  task: '/tasks',
}

/** The address of a list, of one record, or of something below it. */
export const recordPath = (kind: RecordKind, ...below: string[]): string => [paths[kind], ...below].join('/')
