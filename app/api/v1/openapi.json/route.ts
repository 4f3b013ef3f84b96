import { environment } from '@/lib/env'
import { openApiDocument } from '@/lib/web/api/openapi'
import { resources } from './resources'

/** Readable without a key. */
export const GET = async (): Promise<Response> =>
  Response.json(openApiDocument(resources, environment().APP_URL), {
    headers: { 'cache-control': 'public, max-age=300' },
  })
