import type { Queryable } from '../database/connect'
import { type JsonObject, parseJson } from '../protocol/json'

/** The results of a run's steps by id, and their ids in the order in which they came. */
export async function runSteps(
  sql: Queryable,
  runId: string,
): Promise<{ steps: JsonObject; order: string[] }> {
  const rows = await sql<{ id: string; value: string }[]>`
    select id, value from runner.step where run_id = ${runId} order by position`
  return {
    steps: Object.fromEntries(rows.map(({ id, value }) => [id, parseJson(value)])),
    order: rows.map(({ id }) => id),
  }
}
