'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState, useTransition } from 'react'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { notify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/web/server-action'

type MemberDialogProps<Data> = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  /** What the button says that does it. */
  save: string
  disabled: boolean
  action: () => Promise<ActionResult<Data>>
  /** What is said when it is done. */
  done: (data: Data) => string
  children: ReactNode
}

/** One thing that is done to a member, with what it takes: closes when it is done, and stays with why it is not. */
export function MemberDialog<Data>({
  open,
  onOpenChange,
  title,
  description,
  ...rest
}: MemberDialogProps<Data>) {
  const { save, disabled, action, done, children } = rest
  const t = useTranslations('users')
  const refusalText = usePeopleRefusal()
  const [pending, startTransition] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () =>
    startTransition(async () => {
      const result = await callAction(action())
      if (!result.ok) return setProblem(refusalText(result))
      notify({ title: done(result.data) })
      onOpenChange(false)
    })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button variant="primary" pending={pending} disabled={disabled} onClick={submit}>
            {save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem !== null && (
          <Callout tone="danger" live>
            {problem}
          </Callout>
        )}
        {children}
      </div>
    </Dialog>
  )
}
