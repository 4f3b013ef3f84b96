import { z } from 'zod'
import { requirePermission } from '@/lib/access/context'
import { exportRecords } from '@/lib/crm/export/export-records'
import { DomainError } from '@/lib/errors'
import { sessionContext } from '@/lib/web/context'
import { streamOfText } from '@/lib/web/stream-of-text'

const Module = z.enum(['contacts', 'leads'])
const Filter = z.object({
  q: z.string().max(200).optional().catch(undefined),
  owner: z.guid().optional().catch(undefined),
})

/** The list that is on screen, all pages of it, as a CSV file. */
export async function GET(request: Request, { params }: RouteContext<'/api/export/[module]'>) {
  const module = Module.safeParse((await params).module)
  if (!module.success) return new Response(null, { status: 404 })
  const context = await sessionContext()
  try {
    requirePermission(context, `${module.data}.view`)
  } catch (error) {
    if (error instanceof DomainError) return new Response(null, { status: 403 })
    throw error
  }
  const { q, owner } = Filter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const delimiter = context.viewer.locale === 'fr' ? ';' : ','
  const pieces = exportRecords(context, module.data, { search: q, ownerId: owner, delimiter })
  const day = context.now().toISOString().slice(0, 10)
  return new Response(streamOfText(pieces), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${module.data}-${day}.csv"`,
    },
  })
}
