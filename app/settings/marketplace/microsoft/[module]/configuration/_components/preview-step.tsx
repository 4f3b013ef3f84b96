'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { notify } from '@/components/ui/toast'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { ActionRefusal } from '@/lib/web/server-action'
import { connectionKeys } from '../../../_connection/use-live-connection'
import { enable, preview } from '../../../actions'
import { type Draft, settingsOf } from '../../_wizard/draft'
import { PreviewFigures } from './preview-figures'
import { PreviewRefusal } from './preview-refusal'
import { PreviewSkeleton } from './preview-skeleton'

type PreviewStepProps = {
  module: ModuleName
  isOn: boolean
  draft: Draft
  onBack: () => void
  onDone: () => void
}

/** What the chosen settings would do on both sides (C5); nothing is written before the last button. */
export function PreviewStep({ module, isOn, draft, onBack, onDone }: PreviewStepProps) {
  const t = useTranslations('mapping')
  const queries = useQueryClient()
  const settings = settingsOf(draft)
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null)
  const {
    data: result,
    isFetching,
    refetch,
  } = useQuery({
    queryKey: connectionKeys.preview(module, 'enable', JSON.stringify(settings)),
    queryFn: () => callAction(preview({ module, settings, purpose: 'enable' })),
    staleTime: 30_000,
    gcTime: 0,
  })
  const apply = async () => {
    setPending(true)
    const applied = await callAction(enable({ module, settings }))
    setPending(false)
    if (!applied.ok) return setRefusal(applied)
    await queries.invalidateQueries({ queryKey: connectionKeys.live(module) })
    notify({ title: t(isOn ? 'appliedToast' : 'enabledToast', { module }) })
    onDone()
  }
  const shown = refusal ?? (result?.ok === false ? result : null)
  const retry = () => {
    setRefusal(null)
    void refetch()
  }
  return (
    <>
      <div aria-live="polite" aria-busy={isFetching} className="flex flex-col gap-4">
        {shown && !isFetching && <PreviewRefusal refusal={shown} onRetry={retry} />}
        {result?.ok && !isFetching && <PreviewFigures module={module} preview={result.data} />}
        {isFetching && <PreviewSkeleton label={t('previewLoading')} />}
      </div>
      {result?.ok && !isFetching && <Callout>{t('previewNothing')}</Callout>}
      <div className="flex justify-end gap-2 border-t border-line py-3">
        <Button onClick={onBack}>{t('backToFields')}</Button>
        <Button
          variant="primary"
          pending={pending}
          disabled={isFetching || result?.ok !== true}
          onClick={() => void apply()}
        >
          {t(isOn ? 'apply' : 'enable')}
        </Button>
      </div>
    </>
  )
}
