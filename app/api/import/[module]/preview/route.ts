import { previewImport } from '@/lib/crm/import/preview-import'
import { serverAction } from '@/lib/web/server-action'
import { bytesOf, ImportInput, importParts } from '../../import-input'

const preview = serverAction({
  input: ImportInput,
  async run(context, { module, file, options: { ownerId: _, ...options } }) {
    return previewImport(context, module, { ...options, bytes: await bytesOf(file) })
  },
})

/** A route and no action, because the body of an action may not exceed 1 MB. */
export async function POST(request: Request, { params }: RouteContext<'/api/import/[module]/preview'>) {
  return Response.json(await preview(await importParts(request, (await params).module)))
}
