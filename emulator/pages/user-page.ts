import type { Context } from 'hono'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import type { World } from '../world'

/** The user in the path. @throws GraphError 404 when there is none, or she has no mailbox and one is needed */
export function userOf(context: Context, { directory }: World, needs: 'mailbox' | 'account'): User {
  const user = directory.users.get(context.req.param('user') ?? '')
  if (!user || user.deletedAt !== null)
    throw new GraphError(404, 'ErrorInvalidUser', 'There is no such user.')
  if (needs === 'mailbox' && !user.hasMailbox)
    throw new GraphError(404, 'MailboxNotEnabledForRESTAPI', `${user.displayName} has no mailbox.`)
  return user
}

/** Whom a link like those of Outlook on the web names: the person of its hint. */
export function personByHint(context: Context, { directory }: World): User | undefined {
  const hint = context.req.query('login_hint')?.toLowerCase()
  return [...directory.users.values()].find((known) => known.userPrincipalName.toLowerCase() === hint)
}

/** The fields of a form. A field that comes several times keeps its last value; `all` has every one. */
export async function formOf(
  context: Context,
): Promise<{ fields: Map<string, string>; all(name: string): string[] }> {
  const params = new URLSearchParams(await context.req.text())
  return { fields: new Map(params), all: (name) => params.getAll(name) }
}
