import { z } from 'zod'
import type { Part } from '../part'
import { lifecycleEvents } from './notification'
import { sendLifecycleNotification, startNotifying } from './notify-changes'
import { kindNamed } from './resource-kinds'
import { livingSubscriptions, subscriptionRows } from './subscription'
import { subscriptionRoutes } from './subscription-routes'

const lifecycleBody = z.object({ event: z.enum(lifecycleEvents) })

/** Change notifications. */
export const subscriptionsPart: Part = {
  name: 'subscriptions',
  graph: subscriptionRoutes,
  start: startNotifying,
  control(app, world) {
    app.get('/_emulator/subscriptions', (context) => context.json(livingSubscriptions(world)))

    app.post('/_emulator/subscriptions/:id/lifecycle', async (context) => {
      const row = livingSubscriptions(world).find(({ id }) => id === context.req.param('id'))
      if (!row) return context.json({ error: 'There is no such subscription.' }, 404)
      const body = lifecycleBody.safeParse(await context.req.json().catch(() => null))
      if (!body.success)
        return context.json({ error: `event must be one of ${lifecycleEvents.join(', ')}.` }, 400)
      const { event } = body.data
      if (event !== 'reauthorizationRequired' && !kindNamed(row.kind).allLifecycleEvents)
        return context.json({ error: `A subscription to a ${row.kind} never gets '${event}'.` }, 400)
      if (sendLifecycleNotification(world, row, event)) return context.body(null, 204)
      return context.json({ error: 'The subscription has no lifecycleNotificationUrl.' }, 409)
    })

    app.delete('/_emulator/subscriptions/:id', (context) =>
      subscriptionRows(world.store).delete(context.req.param('id'))
        ? context.body(null, 204)
        : context.json({ error: 'There is no such subscription.' }, 404),
    )
  },
}
