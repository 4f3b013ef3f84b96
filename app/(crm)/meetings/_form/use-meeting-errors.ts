'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFieldErrors } from '@/components/refusal-text'
import type { ActionRefusal } from '@/lib/web/server-action'

/** What is wrong with each field of a meeting, in words. The same object for the same refusal. */
export function useMeetingErrors(refusal: ActionRefusal | null): Record<string, string> | undefined {
  const t = useTranslations('meetingForm')
  const errors = useFieldErrors(refusal)
  return useMemo(
    () => (refusal?.fields?.end === 'before-start' ? { ...errors, end: t('endBeforeStart') } : errors),
    [refusal, errors, t],
  )
}
