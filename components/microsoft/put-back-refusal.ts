'use client'

import { useTranslations } from 'next-intl'
import type { ActionRefusal } from '@/lib/web/server-action'

type RefusalText = (refusal: Pick<ActionRefusal, 'code'>) => string

const known = [
  'too-old',
  'deleted',
  'kept-for-attendees',
  'nothing-to-restore',
  'busy',
  'managed-by-organiser',
] as const

/**
 * Why something could not be put back, in words.
 * @param otherText for what may be said of anything
 */
export function usePutBackRefusal(otherText: RefusalText): RefusalText {
  const t = useTranslations('undo.refusals')
  return (refusal) => {
    const code = known.find((candidate) => candidate === refusal.code)
    return code ? t(code) : otherText(refusal)
  }
}
