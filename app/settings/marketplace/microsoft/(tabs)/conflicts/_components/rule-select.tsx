'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { Select } from '@/components/ui/select'
import { notify } from '@/components/ui/toast'
import type { ConflictPolicy } from '@/lib/sync/core/types'
import type { ModuleName } from '@/lib/sync/modules/module'
import { useConnectionRefusal } from '../../../_components/use-connection-refusal'
import { setRule } from '../actions'

const rules: readonly ConflictPolicy[] = ['latest', 'crm', 'microsoft']

type RuleSelectProps = {
  module: ModuleName
  rule: ConflictPolicy
  /** An administrator has fixed it. */
  isFixed: boolean
}

/** Which edit wins in one module, from now on. */
export function RuleSelect({ module, rule, isFixed }: RuleSelectProps) {
  const t = useTranslations('conflicts')
  const refusalText = useConnectionRefusal()
  const [shown, setShown] = useState(rule)
  const [pending, setPending] = useState(false)
  const change = async (next: ConflictPolicy) => {
    if (next === shown) return
    setShown(next)
    setPending(true)
    const result = await callAction(setRule({ module, rule: next }))
    setPending(false)
    if (!result.ok) setShown(shown)
    notify(result.ok ? { title: t('ruleChanged') } : { title: refusalText(result), tone: 'danger' })
  }
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="text-xs text-ink-faint">
        {t('ruleOf', { module })}
      </span>
      <Select<ConflictPolicy>
        aria-label={t('rule', { module })}
        className="w-full"
        value={shown}
        disabled={pending || isFixed}
        options={rules.map((value) => ({ value, label: t(`rules.${value}`) }))}
        onValueChange={(next) => void change(next)}
      />
      {isFixed && <span className="text-xs text-ink-faint">{t('ruleFixed')}</span>}
    </div>
  )
}
