import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { buttonStyle } from '@/components/ui/button-style'
import { Card } from '@/components/ui/card'
import { DeleteAccountDialog } from './delete-account-dialog'

type YourDataProps = {
  email: string
  organisation: string
  hasPassword: boolean
  ledAlone: string[]
  hasSyncs: boolean
}

/** Everything with her, or nothing left of her. */
export async function YourData(props: YourDataProps) {
  const t = await getTranslations('erasure')
  return (
    <Card title={t('yourData')} description={t('yourDataText')}>
      <p className="mb-3 max-w-prose text-sm text-ink-soft">{t('downloadText')}</p>
      <div className="flex flex-wrap gap-2">
        <a href="/api/export/my-data" download className={buttonStyle()}>
          <Download aria-hidden />
          {t('download')}
        </a>
        <DeleteAccountDialog {...props} />
      </div>
    </Card>
  )
}
