import type { Part } from '../part'
import { serveAdmin } from './admin'
import { serveCalendar } from './calendar'
import { serveContactPages } from './contact-pages'
import { serveDeletedEvents } from './deleted-events'
import { serveDeletedItems } from './deleted-items'
import { serveEventPages } from './event-pages'
import { serveHome } from './home'
import { serveInbox } from './inbox'
import { serveLauncher } from './launcher'
import { pageRoutes } from './page-routes'
import { servePeople } from './people'
import { controlRefreshTokens } from './refresh-token-control'
import { serveTaskPages } from './task-pages'
import { serveToDo } from './to-do'

/** What a user of Microsoft 365 sees, and buttons for the control API. */
export const pagesPart: Part = {
  name: 'pages',
  control: controlRefreshTokens,
  pages(app, world) {
    const routes = pageRoutes(app)
    serveHome(routes, world)
    serveCalendar(routes, world)
    serveEventPages(routes, world)
    serveDeletedEvents(routes, world)
    servePeople(routes, world)
    serveContactPages(routes, world)
    serveDeletedItems(routes, world)
    serveToDo(routes, world)
    serveTaskPages(routes, world)
    serveInbox(routes, world)
    serveLauncher(routes, world)
    serveAdmin(routes, app, world)
  },
}
