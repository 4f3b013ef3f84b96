'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { notify } from '@/components/ui/toast'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { ActionRefusal } from '@/lib/web/server-action'
import { connectionKeys } from '../../../_connection/use-live-connection'
import { AskAboutInvited } from '../../../_preview/ask-about-invited'
import { ChangedMeanwhile } from '../../../_preview/changed-meanwhile'
import { PreviewFigures } from '../../../_preview/preview-figures'
import type { FieldNames } from '../../../_preview/preview-samples'
import { PreviewSkeleton } from '../../../_preview/preview-skeleton'
import { usePreview } from '../../../_preview/use-preview'
import { enable } from '../../../actions'
import { type Draft, settingsOf } from '../../_wizard/draft'
import { PreviewRefusal } from './preview-refusal'

type PreviewStepProps = {
  module: ModuleName
  isOn: boolean
  fieldNames: FieldNames
  draft: Draft
  onBack: () => void
  onDone: () => void
}

/** What the chosen settings would do on both sides (C5); nothing is written before the last button, and nothing else. */
export function PreviewStep({ module, isOn, fieldNames, draft, onBack, onDone }: PreviewStepProps) {
  const t = useTranslations('mapping')
  const tPreview = useTranslations('preview')
  const queries = useQueryClient()
  const settings = settingsOf(draft)
  const [pending, setPending] = useState(false)
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null)
  const ahead = usePreview({ module, settings, purpose: 'enable' })
  const { preview, isLoading, shownBefore } = ahead
  const apply = async (): Promise<boolean> => {
    setPending(true)
    const applied = await callAction(enable({ module, settings, seal: preview?.seal }))
    setPending(false)
    if (!applied.ok) {
      if (!ahead.takeRefusal(applied)) setRefusal(applied)
      return true
    }
    await queries.invalidateQueries({ queryKey: connectionKeys.live(module) })
    notify({ title: t(isOn ? 'appliedToast' : 'enabledToast', { module }) })
    onDone()
    return true
  }
  const shown = refusal ?? ahead.refusal
  const retry = () => {
    setRefusal(null)
    ahead.retry()
  }
  const isReady = preview !== null && !isLoading
  return (
    <>
      <div aria-live="polite" aria-busy={isLoading} className="flex flex-col gap-4">
        {shown && !isLoading && <PreviewRefusal refusal={shown} onRetry={retry} />}
        {isReady && shownBefore && <ChangedMeanwhile module={module} shown={shownBefore} now={preview} />}
        {isReady && <PreviewFigures module={module} preview={preview} fieldNames={fieldNames} isOn={isOn} />}
        {isLoading && <PreviewSkeleton label={tPreview('loading')} />}
      </div>
      {isReady && <Callout>{tPreview('nothing')}</Callout>}
      <div className="flex justify-end gap-2 border-t border-line py-3">
        <Button onClick={onBack}>{t('backToFields')}</Button>
        <Button
          variant="primary"
          pending={pending}
          disabled={!isReady}
          onClick={() => (preview && preview.invited.events > 0 ? setAsking(true) : void apply())}
        >
          {t(isOn ? 'apply' : 'enable')}
        </Button>
      </div>
      {preview && (
        <AskAboutInvited invited={preview.invited} open={asking} onOpenChange={setAsking} onConfirm={apply} />
      )}
    </>
  )
}
