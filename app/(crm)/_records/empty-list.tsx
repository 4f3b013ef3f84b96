import { ContactRound, SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ListState } from '@/components/crm/list-state'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

type EmptyListProps = { kind: PersonKind; state: ListState; mayCreate: boolean }

/** Why a list is empty, and what to do about it. */
export function EmptyList({ kind, state, mayCreate }: EmptyListProps) {
  const t = useTranslations(kind)
  const tRecords = useTranslations('records')
  if (state.search !== '' || state.ownerId !== null) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('noMatchTitle')}
        actions={<LinkButton href={recordPath(kind)}>{tRecords('reset')}</LinkButton>}
      >
        {t('noMatchText')}
      </EmptyState>
    )
  }
  if (state.trail.length > 0) return <EmptyState title={tRecords('noEntries')} />
  return (
    <EmptyState
      icon={<ContactRound aria-hidden />}
      title={t('emptyTitle')}
      actions={
        mayCreate && (
          <>
            <LinkButton href={recordPath(kind, 'import')}>{tRecords('import')}</LinkButton>
            <LinkButton href={recordPath(kind, 'new')} variant="primary">
              {t('new')}
            </LinkButton>
          </>
        )
      }
    >
      {mayCreate && t('emptyText')}
    </EmptyState>
  )
}
