import type { Hono } from 'hono'
import { z } from 'zod'
import type { User } from '../directory/entities'
import { completeUser } from '../directory/plant-seed'
import type { World } from '../world'
import { ControlError, readJson } from './json-call'

const Settings = z.strictObject({
  timeZone: z.string().min(1).optional(),
  language: z.string().min(1).optional(),
})

const common = {
  mail: z.email().nullable().optional(),
  displayName: z.string().min(1).optional(),
  givenName: z.string().nullable().optional(),
  surname: z.string().nullable().optional(),
  jobTitle: z.string().nullable().optional(),
  department: z.string().nullable().optional(),
  preferredLanguage: z.string().nullable().optional(),
  accountEnabled: z.boolean().optional(),
  userType: z.enum(['Member', 'Guest']).optional(),
  password: z.string().min(1).nullable().optional(),
  hasMailbox: z.boolean().optional(),
  isAdmin: z.boolean().optional(),
  mfaRequired: z.boolean().optional(),
  mailboxSettings: Settings.optional(),
}

const NewUser = z.strictObject({
  ...common,
  id: z.guid().toLowerCase().optional(),
  tenantId: z.guid().toLowerCase().optional(),
  upn: z.string().regex(/^[^@\s]+@[^@\s]+$/, 'a userPrincipalName looks like name@domain'),
})

const UserChanges = z.strictObject({
  ...common,
  upn: NewUser.shape.upn.optional(),
  'mailboxSettings.timeZone': z.string().min(1).optional(),
  revokeSessions: z.boolean().optional(),
  /** True deletes softly, false restores. */
  delete: z.boolean().optional(),
})

/** `GET, POST /_emulator/users`, `PATCH /_emulator/users/{id}`. */
export function controlUsers(app: Hono, world: World): void {
  app.get('/_emulator/users', (context) => context.json([...world.directory.users.values()].map(shown)))
  app.post('/_emulator/users', async (context) => {
    const user = addUser(world, await readJson(context, NewUser))
    return context.json(shown(user), 201)
  })
  app.patch('/_emulator/users/:id', async (context) => {
    const changes = await readJson(context, UserChanges)
    return context.json(shown(changeUser(world, findUser(world, context.req.param('id')), changes)))
  })
}

/** A user by id or userPrincipalName, deleted ones included. @throws ControlError 404 */
export function findUser(world: World, key: string): User {
  const wanted = key.toLowerCase()
  const { users } = world.directory
  const user =
    users.get(wanted) ?? [...users.values()].find((other) => other.userPrincipalName.toLowerCase() === wanted)
  if (!user) throw new ControlError(404, `there is no user ${key}`)
  return user
}

/** @throws ControlError 409 when the name is taken */
export function addUser(world: World, input: z.output<typeof NewUser>): User {
  const { upn, tenantId, id, mailboxSettings, displayName, ...rest } = input
  const domain = upn.split('@')[1] ?? ''
  const tenant = world.directory.findTenant(tenantId ?? domain)
  if (!tenant) throw new ControlError(404, `there is no tenant for ${tenantId ?? domain}`)
  if (world.directory.findUser(tenant.id, upn)) throw new ControlError(409, `${upn} is taken`)
  const base = completeUser(
    {
      id: id ?? world.random.uuid(),
      tenantId: tenant.id,
      userPrincipalName: upn,
      displayName: displayName ?? upn.split('@')[0] ?? upn,
      ...defined(rest),
    },
    world.clock.now(),
  )
  return world.directory.save({
    ...base,
    mailboxSettings: { ...base.mailboxSettings, ...defined(mailboxSettings ?? {}) },
  })
}

function changeUser(world: World, user: User, changes: z.output<typeof UserChanges>): User {
  const {
    upn,
    mailboxSettings,
    revokeSessions,
    delete: remove,
    'mailboxSettings.timeZone': zone,
    ...rest
  } = changes
  return world.directory.save({
    ...user,
    ...defined(rest),
    userPrincipalName: upn ?? user.userPrincipalName,
    mailboxSettings: {
      ...user.mailboxSettings,
      ...defined(mailboxSettings ?? {}),
      ...(zone === undefined ? {} : { timeZone: zone }),
    },
    sessionEpoch: user.sessionEpoch + (revokeSessions ? 1 : 0),
    deletedAt: remove === undefined ? user.deletedAt : remove ? world.clock.now().toISOString() : null,
  })
}

/** Drops what was not given, so that it does not overwrite anything. */
function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> }
}

function shown({ userPrincipalName, deletedAt, sessionEpoch: _epoch, version: _version, ...user }: User) {
  return { ...user, upn: userPrincipalName, deleted: deletedAt !== null }
}
