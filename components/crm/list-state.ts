export const sorts = [
  '-updatedAt',
  'updatedAt',
  '-createdAt',
  'name',
  '-name',
  'company',
  '-company',
  'email',
  '-email',
] as const
export type ListSort = (typeof sorts)[number]

/** What the address of a list says about what is shown. */
export type ListState = {
  search: string
  ownerId: string | null
  sort: ListSort
  /** Where each page after the first began, the present one last: the way back. */
  trail: readonly string[]
}

const DEFAULT_SORT: ListSort = '-updatedAt'

/** Pages that one can go back; an address must not grow without end. */
const LONGEST_TRAIL = 25

type SearchParams = Record<string, string | string[] | undefined>

/** Reads an address leniently: what is unknown or broken counts as not given. */
export function readListState(params: SearchParams): ListState {
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    search: text('q').slice(0, 200),
    ownerId: /^[0-9a-f-]{36}$/i.test(text('owner')) ? text('owner') : null,
    sort: sorts.find((known) => known === text('sort')) ?? DEFAULT_SORT,
    trail: text('page').split('.').filter(Boolean),
  }
}

/** The address of a list in this state. */
export function listHref(path: string, { search, ownerId, sort, trail }: ListState): string {
  const query = new URLSearchParams()
  if (search) query.set('q', search)
  if (ownerId) query.set('owner', ownerId)
  if (sort !== DEFAULT_SORT) query.set('sort', sort)
  if (trail.length > 0) query.set('page', trail.slice(-LONGEST_TRAIL).join('.'))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** A change of what is shown starts at the first page again. */
export const withChange = (state: ListState, change: Partial<Omit<ListState, 'trail'>>): ListState => ({
  ...state,
  ...change,
  trail: [],
})
