import type { Hono } from 'hono'
import { z } from 'zod'
import { REFRESH_LIFETIME_MS, refreshTokens } from '../identity/refresh-tokens'
import type { World } from '../world'

/** `POST /_emulator/refresh-tokens/expire` `{ userId }`: as if nobody had used them for 90 days. */
export function controlRefreshTokens(app: Hono, world: World): void {
  app.post('/_emulator/refresh-tokens/expire', async (context) => {
    const body = z.object({ userId: z.string() }).safeParse(await context.req.json().catch(() => null))
    if (!body.success) return context.json({ error: 'userId is needed.' }, 400)
    const lastUsedAt = new Date(world.clock.now().getTime() - REFRESH_LIFETIME_MS - 1_000).toISOString()
    world.store.atomically(() => {
      for (const token of [...refreshTokens(world).values()])
        if (token.userId === body.data.userId) refreshTokens(world).put({ ...token, lastUsedAt })
    })
    return context.body(null, 204)
  })
}
