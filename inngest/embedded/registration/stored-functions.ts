import type { Queryable } from '../database/connect'
import type { FunctionConfig } from './function-config'

/** The functions that can be triggered now. */
export async function activeFunctions(sql: Queryable): Promise<FunctionConfig[]> {
  const rows = await sql<{ config: string }[]>`select config from runner.fn where active order by id`
  return rows.map(configFromRow)
}

/** One function, also when it is no longer registered. */
export async function storedFunction(sql: Queryable, id: string): Promise<FunctionConfig | undefined> {
  const [row] = await sql<{ config: string }[]>`select config from runner.fn where id = ${id}`
  return row && configFromRow(row)
}

/** Only `registerApp` writes this column, from a checked `FunctionConfig`. */
export function configFromRow(row: { config: string }): FunctionConfig {
  return JSON.parse(row.config) as FunctionConfig
}
