import type { ApiHandler } from '@/lib/web/api/api-resource'
import * as me from '../me/route'

/** Every resource of the API. A test compares this list with the files that there are. */
export const resources: readonly ApiHandler[] = [me.GET]
