export const recordKinds = ['contact', 'lead'] as const
export type RecordKind = (typeof recordKinds)[number]

const paths: Record<RecordKind, string> = { contact: '/contacts', lead: '/leads' }

/** The address of a list, of one record, or of something below it. */
export const recordPath = (kind: RecordKind, ...below: string[]): string => [paths[kind], ...below].join('/')
