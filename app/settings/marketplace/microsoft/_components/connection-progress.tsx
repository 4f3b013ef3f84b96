'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Progress } from '@/components/ui/progress'
import { Spinner } from '@/components/ui/spinner'
import type { LiveConnection } from '../_connection/live-connection'
import { isBusy } from '../_connection/use-live-connection'

/** One line of constant height: the first sync's progress, else what is going on, else the last run. */
export function ConnectionProgress({ connection }: { connection: LiveConnection }) {
  return (
    <div className="flex min-h-13 flex-col justify-center rounded-md bg-sunken px-3 py-2">
      <Line connection={connection} />
    </div>
  )
}

function Line({ connection }: { connection: LiveConnection }) {
  const t = useTranslations('connection')
  const format = useFormatter()
  const { firstSync, lastRun, status } = connection
  if (firstSync) {
    const { done, total } = firstSync
    return (
      <Progress
        label={total === null ? t('firstSyncPreparing') : t('firstSync')}
        value={total === null || total === 0 ? null : done}
        {...(total ? { max: total, valueText: t('firstSyncValue', { done, total }) } : {})}
      />
    )
  }
  if (isBusy(connection)) {
    return (
      <p className="flex items-center gap-2 text-sm text-ink-soft">
        <Spinner />
        {status === 'disabling' ? t('disabling') : t('running')}
      </p>
    )
  }
  if (!lastRun?.finishedAt) return <p className="text-sm text-ink-soft">{t('noRun')}</p>
  const at = format.dateTime(new Date(lastRun.finishedAt), { dateStyle: 'medium', timeStyle: 'medium' })
  const { pulled, pushed, failed } = lastRun
  return (
    <p className="text-sm text-ink-soft">
      {t('lastRun', { at })}{' '}
      {pulled + pushed + failed === 0 ? t('lastRunNothing') : t('lastRunFigures', { pulled, pushed, failed })}
    </p>
  )
}
