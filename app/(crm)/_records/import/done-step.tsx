import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import type { ImportResult } from '@/lib/crm/import/run-import'

export function DoneStep({ kind, result }: { kind: PersonKind; result: ImportResult }) {
  const t = useTranslations('import')
  return (
    <Card>
      <div role="status">
        <EmptyState
          icon={<CircleCheck aria-hidden />}
          title={t('doneTitle')}
          headingLevel={2}
          actions={
            <LinkButton href={recordPath(kind)} variant="primary">
              {t('toList')}
            </LinkButton>
          }
        >
          {t('doneText', result)}
        </EmptyState>
      </div>
    </Card>
  )
}
