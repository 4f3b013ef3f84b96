import { DomainError } from '@/lib/errors'
import { exportOrganisation } from '@/lib/sync/export/organisation-data'
import { sessionContext } from '@/lib/web/context'
import { jsonFile } from '../json-file'

/** The organisation's people, profiles and records, for its administrators. */
export async function GET(): Promise<Response> {
  const context = await sessionContext()
  try {
    return jsonFile('organisation', exportOrganisation(context), context.now())
  } catch (error) {
    if (error instanceof DomainError) return new Response(null, { status: 403 })
    throw error
  }
}
