import type { Hono } from 'hono'
import { z } from 'zod'
import type { World } from '../world'
import { ControlError, readJson } from './json-call'
import { findUser } from './users'

const Pattern = z.string().refine((text) => {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}, 'not a regular expression')

const Effect = z
  .strictObject({
    status: z.int().min(200).max(599).optional(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown().optional(),
    delayMs: z.number().min(0).optional(),
    dropBeforeApply: z.boolean().optional(),
    dropAfterApply: z.boolean().optional(),
    notifications: z.enum(['drop', 'duplicate', 'reorder']).optional(),
  })
  .refine((effect) => Object.values(effect).some((value) => value !== undefined), 'an effect is needed')

const Fault = z
  .strictObject({
    match: z
      .strictObject({
        method: z.string().optional(),
        path: Pattern.optional(),
        appId: z.string().optional(),
        userId: z.string().optional(),
      })
      .default({}),
    times: z.int().min(1).optional(),
    probability: z.number().min(0).max(1).optional(),
    seed: z.int().optional(),
    effect: Effect,
  })
  .refine(({ times, probability }) => times === undefined || probability === undefined, {
    message: 'give times or probability, not both',
  })

/** `GET, POST /_emulator/faults`, `DELETE /_emulator/faults[/{id}]`. */
export function controlFaults(app: Hono, world: World): void {
  app.get('/_emulator/faults', (context) => context.json(world.faults.list()))
  app.post('/_emulator/faults', async (context) => {
    const fault = await readJson(context, Fault)
    const userId = fault.match.userId === undefined ? undefined : findUser(world, fault.match.userId).id
    const { id } = world.faults.add({ ...fault, match: { ...fault.match, userId } })
    return context.json({ id }, 201)
  })
  app.delete('/_emulator/faults', (context) => {
    world.faults.clear()
    return context.body(null, 204)
  })
  app.delete('/_emulator/faults/:id', (context) => {
    if (!world.faults.remove(context.req.param('id'))) throw new ControlError(404, 'there is no such fault')
    return context.body(null, 204)
  })
}
