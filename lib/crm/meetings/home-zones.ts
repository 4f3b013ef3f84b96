import type { Context } from '@/lib/access/context'
import { zonesOfMembers } from '../records/zones-of-members'

/**
 * The time zone that meetings are made in when nobody says otherwise: of the user who acts, else of the host.
 * @param hosts the hosts of the meetings that name no zone; nothing is read when there are none
 */
export async function homeZones(
  context: Context,
  hosts: readonly string[],
): Promise<(host: string) => string> {
  const acting = context.actor.type === 'system' ? undefined : context.actor.memberId
  const zoneOf = await zonesOfMembers(context, acting !== undefined && hosts.length > 0 ? [acting] : hosts)
  return (host) => zoneOf(acting ?? host)
}
