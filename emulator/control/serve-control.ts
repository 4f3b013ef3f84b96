import type { Hono } from 'hono'
import type { World } from '../world'
import { controlCalendar } from './calendar'
import { controlConsents } from './consents'
import { controlFaults } from './faults'
import { controlInvitations } from './invitations'
import { ControlError } from './json-call'
import { controlKnobs } from './knobs'
import { controlSeed } from './seed'
import { controlTasks } from './tasks'
import { controlTraffic } from './traffic'
import { controlUsers } from './users'

/** Everything under `/_emulator/` that no single part brings along. `reset` goes back to the seed. */
export function serveControl(app: Hono, world: World, reset: () => void): void {
  app.post('/_emulator/reset', (context) => {
    reset()
    return context.body(null, 204)
  })
  controlUsers(app, world)
  controlConsents(app, world)
  controlFaults(app, world)
  controlKnobs(app, world)
  controlTraffic(app, world)
  controlSeed(app, world)
  controlInvitations(app, world)
  controlCalendar(app, world)
  controlTasks(app, world)
}

/** The last of the control routes: a path that nothing answers. */
export function serveUnknownControl(app: Hono): void {
  app.all('/_emulator/*', (context) => {
    throw new ControlError(404, `there is no control call ${context.req.method} ${context.req.path}`)
  })
}
