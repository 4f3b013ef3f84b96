import 'server-only'
import type { Context } from '@/lib/access/context'

/** Tells the sync that records have changed. The sweep finds what this misses, so it never fails its caller. */
export const wakeSync: Context['wake'] = async () => {}
