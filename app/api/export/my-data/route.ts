import { exportOwnData } from '@/lib/sync/export/own-data'
import { sessionContext } from '@/lib/web/context'
import { jsonFile } from '../json-file'

/** Everything that the product keeps of whoever asks. */
export async function GET(): Promise<Response> {
  const context = await sessionContext()
  return jsonFile('my-data', exportOwnData(context), context.now())
}
