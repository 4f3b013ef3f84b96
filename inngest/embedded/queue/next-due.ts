import type { Sql } from '../database/connect'

/** When the first of each kind of work is due, in the database's time. A date in the past means now. */
export type NextDue = {
  now: Date
  call: Date | null
  sleep: Date | null
  debounce: Date | null
  cron: Date | null
}

/** One small query over the ends of four indexes: all that an idle runner asks. */
export async function nextDue(sql: Sql): Promise<NextDue> {
  const [row] = await sql<NextDue[]>`
    select now(),
           (select min(ready_at) from runner.job where kind = 'call') as call,
           (select min(ready_at) from runner.job where kind = 'timer') as sleep,
           (select min(due_at) from runner.debounce) as debounce,
           (select min(next_at) from runner.cron) as cron`
  if (!row) throw new Error('The database does not know the time')
  return row
}
