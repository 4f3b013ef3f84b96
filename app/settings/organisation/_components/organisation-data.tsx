import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { buttonStyle } from '@/components/ui/button-style'
import { Card } from '@/components/ui/card'
import { DeleteOrganisationDialog } from './delete-organisation-dialog'

type OrganisationDataProps = { name: string; users: number; hasPassword: boolean; hasSyncs: boolean }

/** For administrators: all of it in one file, or all of it gone. */
export async function OrganisationData(props: OrganisationDataProps) {
  const t = await getTranslations('erasure')
  return (
    <Card title={t('organisationData')} description={t('organisationDataText')} className="mt-4">
      <p className="mb-3 max-w-prose text-sm text-ink-soft">{t('downloadOrganisationText')}</p>
      <div className="flex flex-wrap gap-2">
        <a href="/api/export/organisation" download className={buttonStyle()}>
          <Download aria-hidden />
          {t('downloadOrganisation')}
        </a>
        <DeleteOrganisationDialog {...props} />
      </div>
    </Card>
  )
}
