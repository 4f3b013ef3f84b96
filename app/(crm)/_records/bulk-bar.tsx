'use client'

import { Trash2, UserRoundPen, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RecordKind } from '@/components/crm/record-kind'
import { Button } from '@/components/ui/button'
import type { ComboboxOption } from '@/components/ui/combobox'
import { OwnerDialog } from './owner-dialog'
import { useRecordActions } from './use-record-actions'

type BulkBarProps = {
  kind: RecordKind
  ids: readonly string[]
  owners: readonly ComboboxOption[]
  may: { edit: boolean; delete: boolean }
  onDone: () => void
  /** What can be done with this kind only. */
  children?: ReactNode
}

/** What can be done with the chosen rows. It floats, so that choosing moves nothing. */
export function BulkBar({ kind, ids, owners, may, onDone, children }: BulkBarProps) {
  const t = useTranslations('records')
  const tKind = useTranslations(kind)
  const { pending, remove, giveTo } = useRecordActions(kind)
  const give = async (ownerId: string) => {
    const done = await giveTo(ids, ownerId)
    if (done) onDone()
    return done
  }
  return (
    <section
      aria-label={t('actions')}
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 mx-auto flex w-fit max-w-full items-center gap-1 rounded-lg bg-raised p-1.5 pl-3.5 shadow-dialog lg:bottom-5"
    >
      <output className="mr-2 text-sm font-medium whitespace-nowrap">
        {t('selected', { count: ids.length })}
      </output>
      {children}
      {may.edit && (
        <OwnerDialog
          kind={kind}
          count={ids.length}
          owners={owners}
          trigger={
            <Button variant="ghost" size="small">
              <UserRoundPen aria-hidden />
              <span className="max-sm:sr-only">{tKind('changeOwner')}</span>
            </Button>
          }
          onChoose={give}
        />
      )}
      {may.delete && (
        <Button
          variant="ghost"
          size="small"
          className="text-danger-text hover:text-danger-text"
          pending={pending}
          onClick={() => void remove(ids).then((done) => done && onDone())}
        >
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">{t('delete')}</span>
        </Button>
      )}
      <Button variant="ghost" size="icon-small" aria-label={t('clearSelection')} onClick={onDone}>
        <X aria-hidden />
      </Button>
    </section>
  )
}
