'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** Why there is nothing to decide here. */
export function ExplanationDialog({ title, text, path }: { title: string; text: string; path: string }) {
  const t = useTranslations('users')
  const router = useRouter()
  const close = () => router.replace(path, { scroll: false })
  return (
    <Dialog
      open
      onOpenChange={close}
      title={title}
      description={text}
      footer={
        <Button variant="primary" onClick={close}>
          {t('close')}
        </Button>
      }
    />
  )
}
