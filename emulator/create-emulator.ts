import { Hono } from 'hono'
import { answerUnexpected } from './answer-unexpected'
import { openCalendars } from './calendar/calendars'
import { serveControl, serveUnknownControl } from './control/serve-control'
import { type Clock, createClock } from './core/clock'
import { createRandom, type Random } from './core/random'
import type { AppRegistration } from './core/registration'
import { realScheduler, type Scheduler } from './core/scheduler'
import { openSettings } from './core/settings'
import { openStore } from './core/store'
import type { Uncertain } from './core/uncertain'
import { openDirectory } from './directory/directory'
import { serveGraph } from './graph/serve-graph'
import { serveSignIn } from './identity/serve-sign-in'
import type { ConductValues } from './outlook/conduct'
import { openOutlook } from './outlook/outlook'
import { parts } from './parts'
import type { Seed } from './seed/seed'
import { openTodo } from './todo/todo'
import { Faults } from './traffic/faults'
import { Limits } from './traffic/limits'
import { TrafficLog } from './traffic/traffic-log'
import type { World } from './world'

export type EmulatorOptions = {
  /** Where state is kept; without it, in memory only. */
  dataDir?: string
  /** The emulator's own address: issuer and login pages live there whatever the Host header says. */
  baseUrl: string
  /** What nextLink, deltaLink and Location start with; `baseUrl` when not given. */
  graphUrl?: string
  /** Where the app launcher's tile leads. */
  appBaseUrl?: string
  clock?: Clock
  /** Takes the clock that the emulator uses; timers fire by themselves when not given. */
  scheduler?: (clock: Clock) => Scheduler
  random?: Random
  /** Outgoing HTTP (notifications); the network when not given. */
  fetch?: (request: Request) => Promise<Response>
  registrations: readonly AppRegistration[]
  seed: Seed
  uncertain?: Partial<Uncertain>
  /** How lively Exchange is: page shapes of delta, etags that move by themselves, delays. */
  conduct?: Partial<ConductValues>
}

export type Emulator = World & {
  /** Answers one request; rejects where a fault destroys the connection. */
  fetch(request: Request): Promise<Response>
  /** Back to the seed. Signing keys stay, so that what apps have cached stays right. */
  reset(): void
  close(): void
}

/** A Microsoft 365 in this process. All HTTP goes through `fetch`, so no network is needed. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const store = openStore({ dataDir: options.dataDir })
  const clock = options.clock ?? createClock()
  const random = options.random ?? createRandom()
  const world: World = {
    store,
    clock,
    scheduler: (options.scheduler ?? realScheduler)(clock),
    random,
    faults: new Faults(random),
    limits: new Limits(clock),
    traffic: new TrafficLog(clock),
    directory: openDirectory(store),
    outlook: openOutlook(store, options.conduct),
    calendars: openCalendars(store),
    todo: openTodo(store),
    settings: openSettings(store, clock, options.uncertain ?? {}),
    registrations: options.registrations,
    seed: options.seed,
    baseUrl: options.baseUrl,
    graphUrl: options.graphUrl ?? options.baseUrl,
    appBaseUrl: options.appBaseUrl ?? null,
    send: options.fetch ?? ((request) => fetch(request)),
  }

  const begin = () => {
    if (world.directory.tenants.size === 0) {
      store.atomically(() => {
        for (const part of parts) part.plant?.(world)
      })
    }
    world.settings.load()
    for (const part of parts) part.start?.(world)
  }
  begin()

  const app = new Hono()
  app.onError(answerUnexpected)
  const graph = serveGraph(
    world,
    parts.flatMap((part) => part.graph ?? []),
  )
  app.all('/v1.0/*', (context) => graph(context.req.raw))
  const reset = () => {
    const keys = [...store.collection('keys').values()]
    world.scheduler.close()
    world.faults.clear()
    world.limits.clear()
    world.traffic.clear()
    store.clear()
    for (const key of keys) store.collection('keys').put(key)
    begin()
  }
  serveControl(app, world, reset)
  for (const part of parts) {
    part.control?.(app, world)
    part.pages?.(app, world)
  }
  serveUnknownControl(app)

  return {
    ...world,
    fetch: (request) => serveSignIn(world, request, async () => app.fetch(request)),
    reset,
    close() {
      world.scheduler.close()
      store.close()
    },
  }
}
