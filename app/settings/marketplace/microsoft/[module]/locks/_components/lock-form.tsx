'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { RadioGroup } from '@/components/ui/radio-group'
import { notify } from '@/components/ui/toast'
import type { LockPreview } from '@/lib/sync/locks/set-lock'
import type { ModuleName } from '@/lib/sync/modules/module'
import { saveLock, showLock } from '../actions'
import type { LockChoice } from './lock-choice'

type LockFormProps = {
  module: ModuleName
  profileId: string | null
  initial: LockChoice
  /** How what everybody starts from, and what is fixed already, read as choices; null where there is nothing. */
  mappingLabels: { default: string; kept: string | null }
  /** What a fixed mapping is made of. */
  mappings: ReactNode
  /** The way to what everybody starts from, and who has set the lock. */
  children: ReactNode
}

/** What of a module is fixed for one scope. Saving shows first whose syncs it reaches. */
export function LockForm({ module, profileId, initial, mappingLabels, mappings, children }: LockFormProps) {
  const [t, tMapping] = [useTranslations('locks'), useTranslations('mapping')]
  const refusalText = useRefusalText()
  const [choice, setChoice] = useState(initial)
  const [preview, setPreview] = useState<LockPreview | null>(null)
  const [pending, setPending] = useState(false)
  const change = (part: Partial<LockChoice>) => setChoice({ ...choice, ...part })
  const open = t(profileId === null ? 'open' : 'inherit')
  const wanted = { module, profileId, choice }

  const look = async () => {
    setPending(true)
    const result = await callAction(showLock(wanted)).finally(() => setPending(false))
    if (result.ok) setPreview(result.data)
    else notify({ title: refusalText(result), tone: 'danger' })
  }
  const save = async (): Promise<boolean> => {
    if (preview === null) return true
    const result = await callAction(saveLock({ ...wanted, seal: preview.seal }))
    if (!result.ok && result.code === 'changed-meanwhile') {
      notify({ title: t('changedMeanwhile'), tone: 'danger' })
      await look()
      return false
    }
    notify(result.ok ? { title: t('saved') } : { title: refusalText(result), tone: 'danger' })
    return true
  }
  const answers = [
    { value: 'open' as const, label: open },
    { value: 'yes' as const, label: t('yes') },
    { value: 'no' as const, label: t('no') },
  ]
  return (
    <Card
      footer={
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="text-sm text-ink-soft">{children}</div>
          <Button variant="primary" pending={pending} onClick={() => void look()}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
        <Question
          label={t('use')}
          value={choice.use}
          onChange={(use) => change({ use })}
          options={[
            { value: 'open', label: profileId === null ? t('useFree') : open },
            ...(profileId === null ? [] : [{ value: 'free' as const, label: t('useFree') }]),
            { value: 'required', label: t('useRequired') },
            { value: 'forbidden', label: t('useForbidden') },
          ]}
        />
        <Question
          label={t('conflict')}
          value={choice.conflict}
          onChange={(conflict) => change({ conflict })}
          options={[
            { value: 'open', label: open },
            ...(['latest', 'crm', 'microsoft'] as const).map((value) => ({
              value,
              label: tMapping(`conflicts.${value}`),
            })),
          ]}
        />
        {/* In the last row: opened, its details push nothing down. */}
        {module !== 'meetings' && (
          <div>
            <Question
              label={t('mapping')}
              value={choice.mapping}
              onChange={(mapping) => change({ mapping })}
              options={[
                { value: 'open', label: profileId === null ? t('mappingOpen') : open },
                ...(mappingLabels.kept === null
                  ? []
                  : [{ value: 'kept' as const, label: mappingLabels.kept }]),
                { value: 'default', label: mappingLabels.default },
              ]}
            />
            {mappings}
          </div>
        )}
        {module === 'contacts' && (
          <Question
            label={t('deleteInCrm')}
            value={choice.deleteInCrm}
            onChange={(deleteInCrm) => change({ deleteInCrm })}
            options={answers}
          />
        )}
        {module === 'meetings' && (
          <Question
            label={t('clientInvitations')}
            value={choice.clientInvitations}
            onChange={(clientInvitations) => change({ clientInvitations })}
            options={answers}
          />
        )}
      </div>
      <AlertDialog
        open={preview !== null}
        onOpenChange={(next) => !next && setPreview(null)}
        tone="neutral"
        title={t('confirmTitle')}
        description={t('willChange', { count: preview?.changes ?? 0 })}
        confirmLabel={t('confirm')}
        onConfirm={save}
      >
        {preview !== null && preview.pauses > 0 && (
          <p className="mt-1.5 text-base text-ink-soft">{t('willPause', { count: preview.pauses })}</p>
        )}
        {preview !== null && preview.comesOn > 0 && <ComesOn preview={preview} />}
      </AlertDialog>
    </Card>
  )
}

/** For whom it comes on by itself, as far as Microsoft 365 says. */
function ComesOn({ preview: { known, comesOn } }: { preview: LockPreview }) {
  const t = useTranslations('locks')
  return (
    <div className="mt-1.5 flex flex-col gap-1.5 text-base text-ink-soft">
      {known === null && <p>{t('comesOnUnknown', { count: comesOn })}</p>}
      {known !== null && known.ready > 0 && <p>{t('willComeOn', { count: known.ready })}</p>}
      {known !== null && known.signIn > 0 && <p>{t('mustSignIn', { count: known.signIn })}</p>}
    </div>
  )
}

type QuestionProps<Value extends string> = {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: readonly { value: Value; label: string }[]
}

function Question<Value extends string>({ label, value, onChange, options }: QuestionProps<Value>) {
  return (
    <div>
      <p aria-hidden className="mb-2 text-sm font-medium text-ink-soft">
        {label}
      </p>
      <RadioGroup<Value> label={label} value={value} onValueChange={onChange} options={options} />
    </div>
  )
}
