'use client'

import { useTransition } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { notify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/web/server-action'

type Attempt = <Data>(
  work: () => Promise<ActionResult<Data>>,
  onDone: (data: Data) => void,
) => Promise<boolean>

/**
 * Does what a button stands for, and says why not when it is refused. Answers whether it was done.
 * @param ownText where the screen has words of its own for refusals
 */
export function useAttempt(ownText?: ReturnType<typeof useRefusalText>): {
  pending: boolean
  attempt: Attempt
} {
  const otherText = useRefusalText()
  const refusalText = ownText ?? otherText
  const [pending, startTransition] = useTransition()
  const attempt: Attempt = (work, onDone) =>
    new Promise((resolve) =>
      startTransition(async () => {
        const result = await callAction(work())
        if (result.ok) onDone(result.data)
        else notify({ title: refusalText(result), tone: 'danger' })
        resolve(result.ok)
      }),
    )
  return { pending, attempt }
}
