'use client'

import { useTranslations } from 'next-intl'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { HeldWork } from '@/lib/sync/connections/held-work'
import type { ModuleName } from '@/lib/sync/modules/module'
import { HeldSummary } from './held-summary'

type Decision = 'apply' | 'restore'
type HeldButtonsProps = {
  module: ModuleName
  held: HeldWork
  /** @returns whether it was taken up */
  decide: (decision: Decision) => Promise<boolean>
}

/** The two ways to decide about what is held; each says what it does before it does it. */
export function HeldButtons(props: HeldButtonsProps) {
  return (
    <>
      <Choice decision="restore" {...props} />
      <Choice decision="apply" {...props} />
    </>
  )
}

function Choice({ decision, module, held, decide }: HeldButtonsProps & { decision: Decision }) {
  const t = useTranslations('held')
  const deletes = held.deletions.toCrm + held.deletions.toMicrosoft > 0
  const told = [
    ...(deletes ? [t(`${decision}Deletions`)] : []),
    ...(held.changes > 0 ? [t(`${decision}Changes`)] : []),
  ]
  const isDangerous = decision === 'apply' && deletes
  return (
    <AlertDialog
      trigger={
        <Button size="small" variant={isDangerous ? 'danger-quiet' : 'secondary'}>
          {t(decision)}
        </Button>
      }
      title={t(`${decision}Title`)}
      description={told.join(' ')}
      confirmLabel={t(`${decision}Confirm`)}
      tone={isDangerous ? 'danger' : 'neutral'}
      onConfirm={() => decide(decision)}
    >
      <div className="mt-4 rounded-md bg-sunken px-3 py-2.5 text-sm">
        <HeldSummary module={module} held={held} />
      </div>
    </AlertDialog>
  )
}
