import { getTranslations } from 'next-intl/server'
import { MicrosoftMark } from '@/components/shell/microsoft-mark'
import { PageHeader } from '@/components/ui/page-header'

export async function MicrosoftHeader() {
  const t = await getTranslations('marketplace')
  return (
    <PageHeader
      back={{ href: '/settings/marketplace', label: t('title') }}
      leading={
        <span className="mt-1 grid size-11 shrink-0 self-start place-items-center rounded-md border border-line bg-surface [&_svg]:size-6">
          <MicrosoftMark />
        </span>
      }
      title="Microsoft"
      description={t('microsoftText')}
    />
  )
}
