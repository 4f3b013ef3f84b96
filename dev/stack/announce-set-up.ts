import { connectDatabase } from '../../db/client'
import { issueSetUpToken } from '../../lib/access/installation/set-up-installation'
import { log } from '../../lib/log'

/**
 * Prints the one-time link under which the first administrator sets the installation up; nothing once that is done.
 * Each start prints a new one, and only the newest works.
 */
export async function announceSetUp(databaseUrl: string, appUrl: string): Promise<void> {
  const client = connectDatabase(databaseUrl, 1)
  try {
    const token = await issueSetUpToken(client.db)
    if (token !== null) {
      log.warn(
        { setUpUrl: `${appUrl}/set-up?token=${token}` },
        'open this address to set the installation up',
      )
    }
  } finally {
    await client.close()
  }
}
