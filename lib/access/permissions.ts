const recordModules = ['contacts', 'leads', 'meetings', 'tasks'] as const
const verbs = ['view', 'create', 'edit', 'delete'] as const

export type RecordPermission = `${(typeof recordModules)[number]}.${(typeof verbs)[number]}`
export type Permission =
  | 'manage-integrations'
  | 'manage-users'
  | 'records.all'
  | RecordPermission
  | 'sync.meetings'
  | 'sync.contacts'
  | 'sync.tasks'

const recordPermissions = recordModules.flatMap((module) =>
  verbs.map((verb): RecordPermission => `${module}.${verb}`),
)

/** Every permission there is, in the order in which screens list them. */
export const allPermissions: readonly Permission[] = [
  'manage-integrations',
  'manage-users',
  'records.all',
  ...recordPermissions,
  'sync.meetings',
  'sync.contacts',
  'sync.tasks',
]

/** What the two built-in profiles allow: Administrator everything, Standard all but `manage-*` and `records.all`. */
export const builtInPermissions: Record<'administrator' | 'standard', readonly Permission[]> = {
  administrator: allPermissions,
  standard: allPermissions.filter((name) => !name.startsWith('manage-') && name !== 'records.all'),
}

export const isPermission = (name: string): name is Permission =>
  allPermissions.some((known) => known === name)
