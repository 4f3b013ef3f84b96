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
