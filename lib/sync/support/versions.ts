import journal from '@/db/migrations/meta/_journal.json'
import about from '@/package.json'

/** What runs here. */
export const versions = {
  app: about.version,
  /** The newest migration that this build knows. */
  schema: journal.entries.at(-1)?.tag ?? 'none',
  node: process.version,
}
