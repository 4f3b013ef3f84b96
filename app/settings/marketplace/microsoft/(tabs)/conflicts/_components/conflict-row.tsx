'use client'

import { Check, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import type { ConflictRowView } from '../conflict-rows'
import { ConflictField } from './conflict-field'
import type { useConflictActions } from './use-conflict-actions'

type ConflictRowProps = {
  row: ConflictRowView
  chosen: boolean
  onChoose: (chosen: boolean) => void
  actions: ReturnType<typeof useConflictActions>
}

/** One conflict: both values, which one won by which rule, and the way to the other one. */
export function ConflictRow({ row, chosen, onChoose, actions }: ConflictRowProps) {
  const t = useTranslations('conflicts')
  const tActivity = useTranslations('syncActivity')
  const { id, module, record, when, at, rule, fields, isSeen, isRestored } = row
  const name = record?.name ?? tActivity('someRecord', { module })
  return (
    <li className="flex gap-3 border-t border-line px-4 py-3.5 first:border-t-0" data-conflict={id}>
      <Checkbox
        aria-label={t('select', { name })}
        checked={chosen}
        onCheckedChange={onChoose}
        className="mt-0.5"
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-2 text-base">
              {record ? (
                <Link
                  href={record.href}
                  className="font-medium wrap-anywhere underline-offset-3 hover:underline"
                >
                  {name}
                </Link>
              ) : (
                <span className="text-ink-soft italic">{name}</span>
              )}
              {!isSeen && <Badge tone="accent">{t('isNew')}</Badge>}
            </p>
            <p className="mt-0.5 text-xs text-ink-faint">
              {t('ruleOf', { module })} · <time dateTime={at}>{when}</time>
              {rule && <> · {t(`won.${rule}`)}</>}
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {isRestored && (
              <span className="inline-flex items-center gap-1 text-xs text-success-text">
                <Check aria-hidden className="size-3.5" />
                {t('restored')}
              </span>
            )}
            {!isRestored && (
              <Button
                size="small"
                pending={actions.pending === `put back ${id}`}
                onClick={() => void actions.takeOther(id, { ids: [id] })}
              >
                <Undo2 aria-hidden />
                {t('putBack')}
              </Button>
            )}
            {!isSeen && (
              <Button
                size="small"
                variant="ghost"
                pending={actions.pending === `see ${id}`}
                onClick={() => void actions.see(id, { ids: [id] })}
              >
                {t('markSeen')}
              </Button>
            )}
          </div>
        </div>
        <dl className="mt-2 flex flex-col gap-2 text-sm">
          {fields.map((field) => (
            <ConflictField key={field.field} {...field} />
          ))}
        </dl>
      </div>
    </li>
  )
}
