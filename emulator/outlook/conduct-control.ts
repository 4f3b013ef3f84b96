import type { Hono } from 'hono'
import { z } from 'zod'
import type { World } from '../world'
import { conductSchema } from './conduct'

/** `GET, PATCH /_emulator/conduct`: how lively Exchange is. */
export function serveConduct(app: Hono, { outlook }: World): void {
  app.get('/_emulator/conduct', (context) => context.json(outlook.conduct.values()))

  app.patch('/_emulator/conduct', async (context) => {
    const sent: unknown = await context.req.json().catch(() => null)
    const changes = z.strictObject(conductSchema.shape).partial().safeParse(sent)
    if (!changes.success) return context.json({ error: z.prettifyError(changes.error) }, 400)
    const given = z.record(z.string(), z.unknown()).parse(sent)
    // Defaults of the schema would otherwise undo earlier changes.
    const named = Object.entries(changes.data).filter(([name]) => name in given)
    outlook.conduct.set(Object.fromEntries(named))
    return context.json(outlook.conduct.values())
  })
}
