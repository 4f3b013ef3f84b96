'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ModuleName } from '@/lib/sync/modules/module'
import { EnableForManyDialog } from './enable-for-many-dialog'

export function EnableForMany({ module }: { module: ModuleName }) {
  const t = useTranslations('users.everybody')
  const tModules = useTranslations('permissions')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('button', { module: tModules(module) })}</Button>
      {open && <EnableForManyDialog module={module} onOpenChange={setOpen} />}
    </>
  )
}
