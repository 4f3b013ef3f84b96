import { is } from 'drizzle-orm'
import { PgTransaction } from 'drizzle-orm/pg-core'
import type { Context, Wake } from '@/lib/access/context'

/**
 * Runs a verb's writes in one transaction. Whoever opens a transaction sends the wakes that it owes, after its commit:
 * - given the pool, this opens one, keeps the wakes of `work` back, and sends one per module after the commit;
 * - given a context on an open transaction, this joins it, and the context's own `wake` is called inside of it. A
 *   caller that opens a transaction itself therefore passes a `wake` that only takes note (or does nothing).
 */
export async function write<Result>(
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  if (is(context.db, PgTransaction)) return work(context)
  const owed = new Map<Wake['module'], Set<string>>()
  let clientsOwed = false
  const result = await context.db.transaction((tx) =>
    work({
      ...context,
      db: tx,
      wake: async ({ module, memberIds }) => {
        owed.set(module, new Set([...(owed.get(module) ?? []), ...memberIds]))
      },
      wakeClients: async () => {
        clientsOwed = true
      },
    }),
  )
  for (const [module, memberIds] of owed) await context.wake({ module, memberIds: [...memberIds] })
  if (clientsOwed) await context.wakeClients?.(context.organisationId)
  return result
}
