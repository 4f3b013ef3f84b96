import type { ModuleName } from '@/lib/sync/modules/module'
import { allCauses, type Cause, type Section, sectionOf } from '@/lib/sync/overview/causes'

export type Shown = Section | 'all'

/** What the address of the overview says about what is shown. */
export type OverviewState = {
  search: string
  module: ModuleName | null
  show: Shown
  /** One group of the problems, or of what is idle, all of it. */
  cause: Cause | null
  /** Where each page after the first began, the present one last: the way back. */
  trail: readonly string[]
}

export const OVERVIEW_PATH = '/settings/marketplace/microsoft/overview'
// Not out of the registry, which brings the server with it.
const modules = ['meetings', 'contacts', 'tasks'] as const satisfies readonly ModuleName[]
const shown = ['problems', 'running', 'idle', 'all'] as const

/** Reads an address leniently: what is unknown or broken counts as not given. */
export function readOverviewState(params: Record<string, string | string[] | undefined>): OverviewState {
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  const search = text('q').slice(0, 200)
  const cause = allCauses.find((known) => known === text('cause')) ?? null
  const show = cause ? sectionOf(cause) : shown.find((known) => known === text('show'))
  return {
    search,
    module: modules.find((known) => known === text('module')) ?? null,
    show: show ?? (search === '' ? 'problems' : 'all'),
    cause,
    trail: text('page').split('.').filter(Boolean),
  }
}

/** The address of the overview in this state. */
export function overviewHref(state: Partial<OverviewState>, path = OVERVIEW_PATH): string {
  const { search = '', module = null, show = 'problems', cause = null, trail = [] } = state
  const query = new URLSearchParams()
  if (search) query.set('q', search)
  if (module) query.set('module', module)
  if (cause) query.set('cause', cause)
  else if (show !== (search ? 'all' : 'problems')) query.set('show', show)
  if (trail.length > 0) query.set('page', trail.slice(-25).join('.'))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
