'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { MicrosoftMark } from '@/components/shell/microsoft-mark'
import { Button } from '@/components/ui/button'
import { continueWithMicrosoft } from '../sign-in/actions'

type MicrosoftButtonProps = {
  returnTo: string | undefined
  label?: string
  variant?: 'primary' | 'secondary'
}

export function MicrosoftButton({ returnTo, label, variant }: MicrosoftButtonProps) {
  const t = useTranslations('signIn')
  const [, submit, pending] = useActionState(async (_: null, form: FormData) => {
    await continueWithMicrosoft(form)
    return null
  }, null)
  return (
    <form action={submit}>
      {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
      <Button
        type="submit"
        variant={variant}
        pending={pending}
        className="h-auto min-h-control w-full py-1 whitespace-normal"
      >
        <MicrosoftMark />
        {label ?? t('microsoft')}
      </Button>
    </form>
  )
}
