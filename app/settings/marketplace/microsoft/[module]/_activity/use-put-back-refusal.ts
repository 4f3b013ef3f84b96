'use client'

import { useTranslations } from 'next-intl'
import type { ActionRefusal } from '@/lib/web/server-action'
import { useConnectionRefusal } from '../../_components/use-connection-refusal'

const known = [
  'too-old',
  'deleted',
  'kept-for-attendees',
  'nothing-to-restore',
  'busy',
  'managed-by-organiser',
] as const

/** Why something could not be put back, in words. */
export function usePutBackRefusal(): (refusal: Pick<ActionRefusal, 'code'>) => string {
  const t = useTranslations('undo.refusals')
  const otherText = useConnectionRefusal()
  return (refusal) => {
    const code = known.find((candidate) => candidate === refusal.code)
    return code ? t(code) : otherText(refusal)
  }
}
