'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { problemKinds } from '@/lib/sync/parked/problem-filter'
import { tryAgain as tryRecordsAgain } from '@/lib/sync/parked/try-again'
import { serverAction } from '@/lib/web/server-action'
import { moduleName } from '../../_connection/module-params'
import { problemsPath } from './problem-query'

/** Some records, or all of a list. */
const Chosen = z.union([
  z.object({ ids: z.array(z.guid()).min(1).max(100) }),
  z.object({ filter: z.object({ kind: z.enum(problemKinds).optional(), module: moduleName.optional() }) }),
])

export const tryAgain = serverAction({
  input: Chosen,
  async run(context, chosen) {
    const result = await tryRecordsAgain(context, chosen)
    revalidatePath(problemsPath)
    return result
  },
})
