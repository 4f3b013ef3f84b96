'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import type { ProblemFilter } from '@/lib/sync/parked/problem-filter'
import { ChoiceBar } from '../../../_bulk/choice-bar'
import { ChoiceHead } from '../../../_bulk/choice-head'
import { useChoice } from '../../../_bulk/use-choice'
import { useKeptFocus } from '../../../_bulk/use-kept-focus'
import type { ProblemRowView } from '../problem-rows'
import { ProblemRow } from './problem-row'
import { useTryAgain } from './use-try-again'

type ProblemListProps = { rows: readonly ProblemRowView[]; filter: ProblemFilter; hasMore: boolean }

/** The problems of a page; what was refused can be tried again, one, some or all of the list. */
export function ProblemList({ rows, filter, hasMore }: ProblemListProps) {
  const t = useTranslations('syncProblems')
  const choice = useChoice()
  const list = useKeptFocus(rows.map(({ id }) => id))
  const { pending, request } = useTryAgain()
  const ids = rows.flatMap(({ id, kind }) => (kind === 'microsoft-refused' ? [id] : []))
  const chosen = ids.filter((id) => choice.has(id))
  return (
    <>
      {ids.length > 0 && (
        <ChoiceHead
          choice={choice}
          ids={ids}
          hasMore={hasMore}
          words={{ page: t('selectPage'), all: t('selectAll'), allChosen: t('allSelected') }}
        />
      )}
      <ol ref={list}>
        {rows.map((row) => (
          <ProblemRow
            key={row.id}
            row={row}
            box={
              row.kind === 'microsoft-refused' && (
                <Checkbox
                  aria-label={t('select', { name: row.name })}
                  checked={choice.has(row.id)}
                  onCheckedChange={(next) => choice.toggle(row.id, next)}
                />
              )
            }
            pending={pending === row.id}
            onTryAgain={() => void request(row.id, { ids: [row.id] })}
          />
        ))}
      </ol>
      {chosen.length > 0 && (
        <ChoiceBar
          label={t('actions')}
          chosen={choice.isAll ? t('allSelected') : t('selected', { count: chosen.length })}
          clearLabel={t('clear')}
          onClear={choice.clear}
        >
          <Button
            variant="ghost"
            size="small"
            pending={pending === 'all'}
            onClick={() =>
              void request('all', choice.isAll ? { filter } : { ids: chosen }).then(
                (ok) => ok && choice.clear(),
              )
            }
          >
            <RotateCw aria-hidden />
            {t('tryAgain')}
          </Button>
        </ChoiceBar>
      )}
    </>
  )
}
