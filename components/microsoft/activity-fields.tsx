import { getTranslations } from 'next-intl/server'
import { LongText } from '@/components/ui/long-text'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { FieldLabels } from './field-labels'
import { valueText } from './value-text'

type ActivityFieldsProps = {
  module: ModuleName
  entry: Pick<ActivityRow, 'action' | 'fields'>
  labels: FieldLabels
}

/** So many changes are shown at once; the rest unfolds, and so does all that something was made of. */
const mostShown = 4

/** What each field held before and holds after; of a conflict, which value won and which was lost. */
export async function ActivityFields({ module, entry, labels }: ActivityFieldsProps) {
  const { action, fields } = entry
  const [t, text] = await Promise.all([getTranslations('syncActivity'), valueText(module)])
  // What was empty and still is has not changed; a refused value has neither.
  const told = fields.filter(({ before, after }) => before !== after)
  if (told.length === 0) {
    if (fields.length === 0) return null
    return (
      <p className="mt-1 text-sm text-ink-soft">{fields.map(({ field }) => labels.any(field)).join(', ')}</p>
    )
  }
  const shown = action === 'created' ? 0 : mostShown
  const line = ({ field, before, after, lost }: ActivityRow['fields'][number]) => (
    <li key={field}>
      <LongText length={[before, after, lost].map((value) => text(field, value)).join().length}>
        <span className="text-ink-faint">{labels.any(field)}</span>{' '}
        {action === 'conflict' ? (
          <>
            <ins className="font-medium text-ink no-underline">{text(field, after)}</ins>{' '}
            <del className="decoration-ink-faint/60">{text(field, lost)}</del>{' '}
            <span className="text-ink-faint">({t('lost')})</span>
          </>
        ) : (
          <>
            {before !== null && (
              <>
                <del className="decoration-ink-faint/60">{text(field, before)}</del>{' '}
                <span aria-hidden>→</span>{' '}
              </>
            )}
            <ins className="no-underline">{text(field, after)}</ins>
          </>
        )}
      </LongText>
    </li>
  )
  return (
    <div className="mt-1 text-sm text-ink-soft">
      {shown > 0 && <ul>{told.slice(0, shown).map(line)}</ul>}
      {told.length > shown && (
        <details>
          <summary className="w-fit py-1 text-xs text-accent-text">
            {t(shown === 0 ? 'allFields' : 'moreFields', { count: told.length - shown })}
          </summary>
          <ul>{told.slice(shown).map(line)}</ul>
        </details>
      )}
    </div>
  )
}
