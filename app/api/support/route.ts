import { z } from 'zod'
import { DomainError } from '@/lib/errors'
import { ownSupportFile, supportFileOf } from '@/lib/sync/support/support-file'
import { sessionContext } from '@/lib/web/context'

const Query = z.union([
  z.object({ connection: z.guid() }),
  z.object({ module: z.enum(['meetings', 'contacts', 'tasks']) }),
])

/** The support file of one's own connection of a module, or of any connection for those who manage integrations. */
export async function GET(request: Request): Promise<Response> {
  const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return new Response(null, { status: 404 })
  const context = await sessionContext()
  const { data } = query
  try {
    const file =
      'module' in data
        ? await ownSupportFile(context, data.module)
        : await supportFileOf(context, data.connection)
    const day = context.now().toISOString().slice(0, 10)
    return new Response(`${JSON.stringify(file, null, 2)}\n`, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="support-${file.connection.module}-${day}.json"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return new Response(null, { status: error.code === 'permission-required' ? 403 : 404 })
  }
}
