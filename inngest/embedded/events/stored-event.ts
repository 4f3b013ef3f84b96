import type { Queryable, Transaction } from '../database/connect'
import type { EventBody, RunnerEvent } from './runner-event'

/** False when this very event is stored already: a repeated request with the same seed. */
export async function storeEvent(tx: Transaction, { id, body }: RunnerEvent): Promise<boolean> {
  const { count } = await tx`
    insert into runner.event (id, name, body) values (${id}, ${body.name}, ${JSON.stringify(body)})
    on conflict (id) do nothing`
  return count > 0
}

/** @throws Error when there is none; runs and debounced starts refer to events by foreign key. */
export async function storedEvent(sql: Queryable, id: string): Promise<RunnerEvent> {
  const [row] = await sql<{ body: string }[]>`select body from runner.event where id = ${id}`
  if (!row) throw new Error(`There is no event ${id}`)
  // Only `storeEvent` writes the body, from an EventBody.
  return { id, body: JSON.parse(row.body) as EventBody }
}
