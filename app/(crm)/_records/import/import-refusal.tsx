'use client'

import { useTranslations } from 'next-intl'
import { useRefusalText } from '@/components/refusal-text'
import { Callout } from '@/components/ui/callout'
import type { ActionRefusal } from '@/lib/web/server-action'

const reasons = [
  'empty',
  'not-text',
  'too-large',
  'too-many-lines',
  'too-many-columns',
  'unclosed-quote',
  'broken',
] as const

/** Why a file could not be read, or why nothing of it was imported. */
export function ImportRefusal({ refusal }: { refusal: ActionRefusal }) {
  const t = useTranslations('import')
  const refusalText = useRefusalText()
  const { reason, line } = refusal.details?.data ?? {}
  const known = reasons.find((candidate) => candidate === reason) ?? 'broken'
  const words = () => {
    if (refusal.code === 'import-unreadable') return t(`unreadable.${known}`)
    return refusal.code === 'import-refused' ? t('refused') : refusalText(refusal)
  }
  return (
    <Callout tone="danger" live title={words()}>
      {typeof line === 'number' && t('line', { line })}
    </Callout>
  )
}
