import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { WarningView } from '@/lib/sync/warnings/list-warnings'

export type WarningWords = { title: string; text: string }

/** What a warning says, in the reader's language. */
export async function warningWords(): Promise<
  (warning: Pick<WarningView, 'code' | 'details'>) => WarningWords
> {
  const t = await getTranslations('warnings')
  return ({ code, details }) => {
    const { module = 'contacts', days = 0, records = 0 } = details
    const values = { module, days: Math.max(0, days), records }
    const hasEnded = code === 'client-secret-ending' && days < 0
    return {
      title: t(hasEnded ? 'titles.client-secret-ended' : `titles.${code}`, values),
      text: t(`texts.${code}`, values),
    }
  }
}
