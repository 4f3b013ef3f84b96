import { eq, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { organisation } from '@/db/schema/access'
import { setRollout, stagedModules } from '@/lib/sync/rollout/rollout'

/** What the operator typed, understood; or what is wrong with it. */
type Order = { module: (typeof stagedModules)[number]; whom: string; percent: number }

/**
 * `rollout <module> <organisation>|all on|off|<percent>`: for whom a module is there (T2).
 * @returns what to tell the operator, and whether it was done
 */
export async function rollOut(
  db: Database,
  args: readonly string[],
  now: Date,
): Promise<{ line: string; done: boolean }> {
  const order = parseOrder(args)
  if (typeof order === 'string') return { line: order, done: false }
  const { module, whom, percent } = order
  if (whom === 'all') {
    await setRollout(db, { module, organisationId: null, percent, now })
    return { line: `${module}: ${percent} % of all organisations without a setting of their own`, done: true }
  }
  const found = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(or(sql`${organisation.id}::text = ${whom}`, eq(organisation.name, whom)))
  const [only] = found
  if (!only) return { line: `No organisation has the name or the id "${whom}".`, done: false }
  if (found.length > 1)
    return { line: `Several organisations are called "${whom}": name it by its id.`, done: false }
  await setRollout(db, { module, organisationId: only.id, percent, now })
  return { line: `${module}: ${percent === 0 ? 'off' : `${percent} %`} for ${only.name}`, done: true }
}

function parseOrder([module, whom, share]: readonly string[]): Order | string {
  const staged = stagedModules.find((name) => name === module)
  if (!staged) return `Only these modules are rolled out in stages: ${stagedModules.join(', ')}.`
  if (!whom) return 'For whom? The name or the id of an organisation, or "all".'
  const percent = share === 'on' ? 100 : share === 'off' ? 0 : Number(share?.replace('%', '') || Number.NaN)
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    return 'How far? "on", "off", or a whole number of percent from 0 to 100.'
  }
  return { module: staged, whom, percent }
}
