'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { MicrosoftMark } from '@/components/shell/microsoft-mark'
import { Button } from '@/components/ui/button'
import { continueWithMicrosoft } from '../actions'

export function MicrosoftButton({ returnTo }: { returnTo: string | undefined }) {
  const t = useTranslations('signIn')
  const [, submit, pending] = useActionState(async (_: null, form: FormData) => {
    await continueWithMicrosoft(form)
    return null
  }, null)
  return (
    <form action={submit}>
      {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
      <Button type="submit" pending={pending} className="w-full">
        <MicrosoftMark />
        {t('microsoft')}
      </Button>
    </form>
  )
}
