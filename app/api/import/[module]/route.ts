import { revalidatePath } from 'next/cache'
import { runImport } from '@/lib/crm/import/run-import'
import { serverAction } from '@/lib/web/server-action'
import { bytesOf, ImportInput, importParts } from '../import-input'

const run = serverAction({
  input: ImportInput,
  async run(context, { module, file, options }) {
    const result = await runImport(context, module, { ...options, bytes: await bytesOf(file) })
    revalidatePath(`/${module}`)
    return result
  },
})

/** Imports the whole file, or nothing of it. */
export async function POST(request: Request, { params }: RouteContext<'/api/import/[module]'>) {
  return Response.json(await run(await importParts(request, (await params).module)))
}
