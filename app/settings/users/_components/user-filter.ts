/** What the address of the list of users says about who is shown. */
export type UserFilter = {
  search: string
  status: 'all' | 'active' | 'invited' | 'deactivated'
  profileId: string | null
  /** Where each page after the first began, the present one last: the way back. */
  trail: readonly string[]
}

export const USERS_PATH = '/settings/users'
const statuses = ['active', 'invited', 'deactivated'] as const

/** Reads an address leniently: what is unknown or broken counts as not given. */
export function readUserFilter(params: Record<string, string | string[] | undefined>): UserFilter {
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    search: text('q').slice(0, 200),
    status: statuses.find((known) => known === text('status')) ?? 'all',
    profileId: /^[0-9a-f-]{36}$/i.test(text('profile')) ? text('profile') : null,
    trail: text('page').split('.').filter(Boolean),
  }
}

/** The address of the list in this state. */
export function usersHref({ search, status, profileId, trail }: UserFilter): string {
  const query = new URLSearchParams()
  if (search) query.set('q', search)
  if (status !== 'all') query.set('status', status)
  if (profileId) query.set('profile', profileId)
  if (trail.length > 0) query.set('page', trail.slice(-25).join('.'))
  const text = query.toString()
  return text === '' ? USERS_PATH : `${USERS_PATH}?${text}`
}
