'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { notify } from '@/components/ui/toast'
import type { Mend } from '@/lib/sync/overview/causes'
import type { MendTarget } from '@/lib/sync/overview/mends/mend'
import { mendAction } from '../actions'

/** Mends one connection or a group, and says what came of it. */
export function useMend(target: MendTarget) {
  const t = useTranslations('overview')
  const refusalText = useRefusalText()
  const [pending, setPending] = useState<Mend | null>(null)
  const mend = async (what: Mend) => {
    setPending(what)
    const result = await callAction(mendAction({ what, target })).finally(() => setPending(null))
    if (!result.ok) return notify({ title: refusalText(result), tone: 'danger' })
    const { done, skipped } = result.data
    const reasons = skipped.map(({ code, count }) => t(`skipped.${code}`, { count }))
    if (done > 0)
      return notify({
        title: t(`done.${what}`, { count: done }),
        ...(reasons.length > 0 && { description: reasons.join(' ') }),
      })
    notify({ title: reasons.join(' ') || t('nothingToMend'), tone: 'danger' })
  }
  return { pending, mend }
}
