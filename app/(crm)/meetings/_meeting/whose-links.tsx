import { useTranslations } from 'next-intl'
import { SegmentedLinks } from '@/components/ui/segmented-links'

type Whose = 'own' | 'all'
type WhoseLinksProps = { whose: Whose; hrefOf: (whose: Whose) => string }

/** One's own meetings, or everybody's, for those who may see them. */
export function WhoseLinks({ whose, hrefOf }: WhoseLinksProps) {
  const t = useTranslations('meeting')
  return (
    <SegmentedLinks
      label={t('whose')}
      links={[
        { key: 'own', href: hrefOf('own'), label: t('ownHost'), current: whose === 'own' },
        { key: 'all', href: hrefOf('all'), label: t('allHosts'), current: whose === 'all' },
      ]}
    />
  )
}
