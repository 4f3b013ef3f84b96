'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** Save and cancel, always in reach, however long the form is. */
export function FormFooter({ pending }: { pending: boolean }) {
  const t = useTranslations('records')
  const router = useRouter()
  return (
    <footer className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 -mx-1 flex justify-end gap-2 border-t border-line bg-canvas/95 px-1 py-3 backdrop-blur-sm lg:bottom-0">
      <Button onClick={() => router.back()}>{t('cancel')}</Button>
      <Button type="submit" variant="primary" pending={pending}>
        {t('save')}
      </Button>
    </footer>
  )
}
