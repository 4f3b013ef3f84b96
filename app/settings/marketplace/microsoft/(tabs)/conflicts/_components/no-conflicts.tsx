import { ShieldCheck } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { type ConflictQuery, conflictsHref } from '../conflict-query'

/** What an empty inbox means: that all is well, or that the filter hides something. */
export async function NoConflicts({ show, module }: Pick<ConflictQuery, 'show' | 'module'>) {
  const t = await getTranslations('conflicts')
  const kind = module !== undefined || show === 'seen' ? 'noMatch' : show === 'new' ? 'noneNew' : 'empty'
  return (
    <EmptyState
      icon={<ShieldCheck aria-hidden />}
      title={t(`${kind}Title`)}
      headingLevel={2}
      actions={
        kind !== 'empty' && <LinkButton href={conflictsHref({ show: 'all' })}>{t('showAll')}</LinkButton>
      }
    >
      {t(`${kind}Text`)}
    </EmptyState>
  )
}
