'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Mend, ProblemCause } from '@/lib/sync/overview/causes'
import { useMend } from './use-mend'

type MendGroupButtonProps = {
  what: Mend
  cause: ProblemCause
  total: number
  search: string
  module: ModuleName | null
}

/** Mends all of a group in one go: those that have the cause when the button is pressed. */
export function MendGroupButton({ what, cause, total, search, module }: MendGroupButtonProps) {
  const t = useTranslations('overview')
  const { pending, mend } = useMend({ cause, search, module: module ?? undefined })
  return (
    <Button size="small" pending={pending !== null} onClick={() => void mend(what)}>
      {t(`mendsAll.${what}`, { count: total })}
    </Button>
  )
}
