import postgres from 'postgres'

export type Sql = postgres.Sql
export type Transaction = postgres.TransactionSql
/** The pool or an open transaction. */
export type Queryable = postgres.ISql

const retriable = new Set(['40P01', '40001'])
const maxTries = 5

export function connectRunnerDatabase(url: string): Sql {
  return postgres(url, {
    max: 10,
    connect_timeout: 5,
    onnotice: () => {},
    // Seconds. The driver's own waits grow to 20 s, and a query given to a connection that waits does so as long,
    // while others of the pool are idle: a round, and all work with it, would stand still that long.
    backoff: (retries) => Math.min(0.05 * 2 ** retries, 0.5),
    connection: { application_name: 'tandem-runner' },
  })
}

/** Runs one transaction, again when the database chose it as the victim of a deadlock. */
export async function inTransaction<T>(sql: Sql, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      // postgres.js types the result as an unwrapped array of promises; for a single promise it is T.
      return (await sql.begin(work)) as T
    } catch (error) {
      const code = error instanceof postgres.PostgresError ? error.code : ''
      if (attempt === maxTries || !retriable.has(code)) throw error
    }
  }
}
