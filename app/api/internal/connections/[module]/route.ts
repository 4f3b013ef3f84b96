import { answerSession } from '@/app/api/internal/answer-session'
import { liveConnection } from '@/app/settings/marketplace/microsoft/_connection/live-connection'
import { moduleOfPage } from '@/app/settings/marketplace/microsoft/_connection/module-params'

/** What a module's card shows. */
export async function GET(_: Request, { params }: { params: Promise<{ module: string }> }) {
  const { name } = await moduleOfPage(params)
  return answerSession((context) => liveConnection(context, name))
}
