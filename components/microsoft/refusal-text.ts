import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { Refusal } from '@/lib/sync/parked/find-refusal'
import { refusalKind } from '@/lib/sync/parked/refusal-kind'

export type RefusalText = {
  why: string
  /** What helps. */
  help: string
  /** What the service said itself, in its own language; null where it said nothing. */
  said: string | null
}

/** Why Microsoft refuses a record and what helps, in words of ours, whatever its code. */
export async function refusalText({ code, words, waitsForMailbox }: Refusal): Promise<RefusalText> {
  const t = await getTranslations('syncProblems.refusals')
  const kind = waitsForMailbox ? 'mailbox' : refusalKind(code)
  return { why: t(`${kind}.why`), help: t(`${kind}.help`), said: words || code || null }
}
