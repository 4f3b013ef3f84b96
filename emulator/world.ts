import type { Calendars } from './calendar/calendars'
import type { Clock } from './core/clock'
import type { Random } from './core/random'
import type { AppRegistration } from './core/registration'
import type { Scheduler } from './core/scheduler'
import type { Settings } from './core/settings'
import type { Store } from './core/store'
import type { Directory } from './directory/directory'
import type { Outlook } from './outlook/outlook'
import type { Seed } from './seed/seed'
import type { Todo } from './todo/todo'
import type { Faults } from './traffic/faults'
import type { Limits } from './traffic/limits'
import type { TrafficLog } from './traffic/traffic-log'

/** What the parts of one emulator share. */
export type World = {
  store: Store
  clock: Clock
  scheduler: Scheduler
  random: Random
  directory: Directory
  outlook: Outlook
  calendars: Calendars
  todo: Todo
  settings: Settings
  faults: Faults
  limits: Limits
  traffic: TrafficLog
  registrations: readonly AppRegistration[]
  seed: Seed
  /** The emulator's own address, without a slash at the end; issuer and login pages live there whatever Host says. */
  baseUrl: string
  /** What `https://graph.microsoft.com` is here; nextLink, deltaLink and Location start with it. */
  graphUrl: string
  /** Where the app launcher's tile leads; null when no app runs beside the emulator. */
  appBaseUrl: string | null
  /** Outgoing HTTP: notifications. */
  send: (request: Request) => Promise<Response>
}
