import { answerSession } from '@/app/api/internal/answer-session'
import { moduleOfPage } from '@/app/settings/marketplace/microsoft/_connection/module-params'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { sampleValues } from '@/lib/sync/connections/sample-values'
import { processEngine } from '@/lib/sync/run/process-engine'
import { wakeSync } from '@/lib/web/wake'

/** Values of a real record and a real item; asked for by the mapping, which does not wait for Microsoft to be shown. */
export async function GET(_: Request, { params }: { params: Promise<{ module: string }> }) {
  const { name } = await moduleOfPage(params)
  return answerSession((context) =>
    sampleValues(context, { engine: processEngine(context.db, wakeSync), signIn: signInDeps(context) }, name),
  )
}
