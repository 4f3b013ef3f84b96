'use client'

import { Check, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { ModuleName } from '@/lib/sync/modules/module'
import { ChoiceBar } from '../../../_bulk/choice-bar'
import { ChoiceHead } from '../../../_bulk/choice-head'
import { useChoice } from '../../../_bulk/use-choice'
import { useKeptFocus } from '../../../_bulk/use-kept-focus'
import type { ConflictView } from '../conflict-query'
import type { ConflictRowView } from '../conflict-rows'
import { ConflictRow } from './conflict-row'
import { useConflictActions } from './use-conflict-actions'

type ConflictListProps = {
  rows: readonly ConflictRowView[]
  /** The list that this is a page of, as it was then. */
  list: { show: ConflictView; module?: ModuleName | undefined; until: string }
  hasMore: boolean
  /** So many are dealt with at once. */
  most: number
}

/** The conflicts of a page, with what can be done about one, some or all of the list. */
export function ConflictList({ rows, list, hasMore, most }: ConflictListProps) {
  const t = useTranslations('conflicts')
  const choice = useChoice()
  const actions = useConflictActions()
  const ids = rows.map(({ id }) => id)
  const listRef = useKeptFocus(ids)
  const chosen = choice.isAll ? list : { ids: ids.filter((id) => choice.ids.has(id)) }
  const count = 'ids' in chosen ? chosen.ids.length : null
  const done = (ok: boolean) => {
    if (ok) choice.clear()
  }
  const takeOthers = async () => {
    const ok = await actions.takeOther('all', chosen)
    done(ok)
    return ok
  }
  const putBackButton = (onClick?: () => void) => (
    <Button
      variant="ghost"
      size="small"
      pending={actions.pending === 'put back all'}
      {...(onClick && { onClick })}
    >
      <Undo2 aria-hidden />
      {t('bulkPutBack')}
    </Button>
  )
  return (
    <>
      <ChoiceHead
        choice={choice}
        ids={ids}
        hasMore={hasMore}
        words={{ page: t('selectPage'), all: t('selectAll'), allChosen: t('allSelected') }}
      />
      <ol ref={listRef}>
        {rows.map((row) => (
          <ConflictRow
            key={row.id}
            row={row}
            chosen={choice.has(row.id)}
            onChoose={(next) => choice.toggle(row.id, next)}
            actions={actions}
          />
        ))}
      </ol>
      {count !== 0 && (
        <ChoiceBar
          label={t('actions')}
          chosen={count === null ? t('allSelected') : t('selected', { count })}
          clearLabel={t('clear')}
          onClear={choice.clear}
        >
          <Button
            variant="ghost"
            size="small"
            pending={actions.pending === 'see all'}
            onClick={() => void actions.see('all', chosen).then(done)}
          >
            <Check aria-hidden />
            {t('bulkSeen')}
          </Button>
          {count === null ? (
            <AlertDialog
              trigger={putBackButton()}
              title={t('confirmTitle')}
              description={t('confirmText', { most })}
              confirmLabel={t('bulkPutBack')}
              tone="neutral"
              onConfirm={takeOthers}
            />
          ) : (
            putBackButton(() => void takeOthers())
          )}
        </ChoiceBar>
      )}
    </>
  )
}
