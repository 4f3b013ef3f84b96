'use client'

import { useTranslations } from 'next-intl'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { Progress } from '@/components/ui/progress'
import { Skeleton } from '@/components/ui/skeleton'
import type { EnableForManyPreview } from '@/lib/sync/enable-for-many/preview-enable-for-many'
import type { MemberPreview } from '@/lib/sync/enable-for-many/preview-for-member'
import type { ModuleName } from '@/lib/sync/modules/module'
import { OtherPeople } from './other-people'
import type { MemberPreviews } from './use-member-previews'

type PreviewFiguresProps = {
  preview: EnableForManyPreview
  previews: MemberPreviews
  module: ModuleName
  /** What people call it. */
  name: string
}

/** For whom a module can be turned on and what that would do, and for whom not, with the reason. */
export function PreviewFigures({ preview, previews, module, name }: PreviewFiguresProps) {
  const t = useTranslations('users.everybody')
  const tMany = useTranslations('preview.many')
  const { ready } = preview
  const title = t('ready', { module: name, count: ready.length })
  return (
    <div className="flex min-h-40 flex-col gap-3">
      <p className="text-base">{title}</p>
      {ready.length > 0 && (
        <>
          <Progress
            label={tMany('looking')}
            value={previews.size}
            max={ready.length}
            valueText={tMany('looked', { done: previews.size, count: ready.length })}
          />
          <section
            aria-label={title}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
            tabIndex={0}
            className="max-h-64 overflow-y-auto rounded-md border border-line"
          >
            <ul className="divide-y divide-line">
              {ready.map(({ memberId, name: person, upn }) => (
                <li key={memberId} className="px-3 py-1.5 text-sm" data-person={upn}>
                  <span className="block font-medium wrap-anywhere">{person}</span>
                  <span className="block text-ink-soft wrap-anywhere">{upn}</span>
                  <PersonFigures module={module} result={previews.get(memberId)} />
                </li>
              ))}
            </ul>
          </section>
          <p className="min-h-5 text-sm text-ink-soft">
            {previews.size === ready.length && tMany('together', { module, ...together(previews) })}
          </p>
        </>
      )}
      <OtherPeople preview={preview} />
    </div>
  )
}

const figuresOf = ({ matched, microsoft, crm }: MemberPreview) => ({
  created: microsoft.create,
  taken: crm.create + crm.restore,
  linked: matched,
})

function together(previews: MemberPreviews) {
  const all = [...previews.values()].flatMap((result) => (result.ok ? [figuresOf(result.data)] : []))
  return all.reduce(
    (sum, one) => ({
      created: sum.created + one.created,
      taken: sum.taken + one.taken,
      linked: sum.linked + one.linked,
    }),
    { created: 0, taken: 0, linked: 0 },
  )
}

type PersonFiguresProps = { module: ModuleName; result: ReturnType<MemberPreviews['get']> }

function PersonFigures({ module, result }: PersonFiguresProps) {
  const t = useTranslations('preview.many')
  const refusalText = usePeopleRefusal()
  if (result === undefined) return <Skeleton className="mt-1 h-4 w-56" />
  if (!result.ok) return <span className="block text-danger-text">{refusalText(result)}</span>
  const { invited } = result.data
  const figures = figuresOf(result.data)
  return (
    <span className="block" data-figures>
      {Object.values(figures).every((count) => count === 0)
        ? t('nothing')
        : t('figures', { module, ...figures })}
      {invited.events > 0 && (
        <span className="block text-warning-text">{t('invited', { count: invited.events })}</span>
      )}
    </span>
  )
}
