import { notFound } from 'next/navigation'
import { z } from 'zod'
import type { SyncModule } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'

export const moduleName = z.enum(['meetings', 'contacts', 'tasks'])

/** The module that an address names; an address of one that does not exist, or not yet, leads nowhere. */
export async function moduleOfPage(params: Promise<{ module: string }>): Promise<SyncModule> {
  const name = moduleName.safeParse((await params).module)
  const module = name.success ? moduleOf(name.data) : null
  return module ?? notFound()
}
