import type { Hono } from 'hono'
import { z } from 'zod'
import { type Uncertain, uncertainChoices } from '../core/uncertain'
import type { World } from '../world'
import { readJson } from './json-call'
import { findUser } from './users'

/** Names and values as `uncertainChoices` has them. */
const Uncertainties = z.record(z.string(), z.string()).transform((given, context): Partial<Uncertain> => {
  for (const [name, value] of Object.entries(given)) {
    const choices: readonly string[] | undefined =
      name in uncertainChoices ? uncertainChoices[name as keyof Uncertain] : undefined
    if (choices?.includes(value)) continue
    const text = choices ? `${name} is one of ${choices.join(', ')}` : `there is no uncertain point ${name}`
    context.addIssue({ code: 'custom', message: text })
  }
  return given as Partial<Uncertain>
})

/** Time, latency, limits, delta tokens and the uncertain points. */
export function controlKnobs(app: Hono, world: World): void {
  const clock = () => ({ offsetSeconds: world.clock.offsetMs / 1000, now: world.clock.now().toISOString() })
  app.get('/_emulator/clock', (context) => context.json(clock()))
  app.post('/_emulator/clock', async (context) => {
    const { offsetSeconds } = await readJson(context, z.strictObject({ offsetSeconds: z.number() }))
    world.settings.setClockOffset(offsetSeconds * 1000)
    return context.json(clock())
  })

  const latency = () => ({ ms: world.settings.latencyMs })
  app.get('/_emulator/latency', (context) => context.json(latency()))
  app.post('/_emulator/latency', async (context) => {
    world.settings.setLatency((await readJson(context, z.strictObject({ ms: z.number().min(0) }))).ms)
    return context.json(latency())
  })

  app.get('/_emulator/limits', (context) => context.json(world.limits.settings))
  app.post('/_emulator/limits', async (context) => {
    const count = z.int().min(1)
    const Limits = z.strictObject({ concurrent: count.optional(), requestsPer10Minutes: count.optional() })
    const { concurrent, requestsPer10Minutes } = await readJson(context, Limits)
    world.limits.settings = {
      concurrent: concurrent ?? world.limits.settings.concurrent,
      requestsPer10Minutes: requestsPer10Minutes ?? world.limits.settings.requestsPer10Minutes,
    }
    return context.json(world.limits.settings)
  })

  app.post('/_emulator/delta-tokens/expire', async (context) => {
    const { userId } = await readJson(context, z.strictObject({ userId: z.string() }))
    world.outlook.expireDeltaTokens(findUser(world, userId).id)
    return context.body(null, 204)
  })

  app.get('/_emulator/uncertain', (context) =>
    context.json({ current: world.settings.uncertain, choices: uncertainChoices }),
  )
  app.post('/_emulator/uncertain', async (context) => {
    const given = Object.entries(await readJson(context, Uncertainties)).filter(
      ([, value]) => value !== undefined,
    )
    world.settings.setUncertain(Object.fromEntries(given) as Partial<Uncertain>)
    return context.json({ current: world.settings.uncertain, choices: uncertainChoices })
  })
}
