import 'server-only'
import { getTranslations } from 'next-intl/server'
import { fieldLabels } from '@/components/microsoft/field-labels'
import { type RefusalText, refusalText } from '@/components/microsoft/refusal-text'
import { fullMoment } from '@/i18n/moments'
import { nameRecords } from '@/lib/sync/activity/name-records'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import type { Problem } from '@/lib/sync/parked/list-problems'
import type { SessionContext } from '@/lib/web/context'

export type ProblemRowView = RefusalText & {
  id: string
  module: ModuleName
  kind: Problem['kind']
  name: string
  /** The record, and where its values are mended; null for one that the reader may not see any more. */
  href: string | null
  editHref: string | null
  inBin: boolean
  /** How often it was tried, and when it is again. */
  tries: string | null
  /** Where it can be mended if not in the CRM. */
  openHref: string | null
}

/** Problems in words, as plain data for the list. */
export async function problemRows(
  context: SessionContext,
  problems: readonly Problem[],
): Promise<ProblemRowView[]> {
  const modules = [...new Set(problems.map(({ module }) => module))]
  const [t, ...named] = await Promise.all([
    getTranslations('syncProblems'),
    ...modules.map(async (name) => {
      const module = moduleOf(name)
      const own = problems.filter((one) => one.module === name)
      const [labels, records] = await Promise.all([
        fieldLabels(name),
        module ? nameRecords(context, module, own) : null,
      ])
      return { name, labels, records }
    }),
  ])
  return Promise.all(
    problems.map(async (problem) => {
      const { id, module, kind, recordId } = problem
      const words = named.find(({ name }) => name === module)
      const record = words?.records?.get(recordId)
      const href = record ? `/${module}/${recordId}` : null
      return {
        id,
        module,
        kind,
        name: record?.name ?? t('someRecord', { module }),
        href,
        editHref: href && !record?.deleted ? `${href}/edit` : null,
        inBin: record?.deleted ?? false,
        ...(await reasonOf(problem, t, (field) => words?.labels.crm(field) ?? field)),
        tries: await triesOf(problem, t),
        openHref:
          kind === 'mapping-incomplete'
            ? `/settings/marketplace/microsoft/${module}/configuration`
            : kind === 'value-too-long'
              ? problem.webLink
              : null,
      }
    }),
  )
}

type Words = Awaited<ReturnType<typeof getTranslations<'syncProblems'>>>

function reasonOf(
  { kind, refusal, fields }: Problem,
  t: Words,
  label: (field: string) => string,
): RefusalText | Promise<RefusalText> {
  if (kind === 'value-too-long')
    return { why: t('tooLong', { fields: fields.map(label).join(', ') }), help: t('tooLongHelp'), said: null }
  if (kind === 'mapping-incomplete') return { why: t('incomplete'), help: t('incompleteHelp'), said: null }
  return refusalText(refusal ?? { code: null, words: null, waitsForMailbox: false })
}

async function triesOf({ refusal, nextTryAt }: Problem, t: Words): Promise<string | null> {
  if (refusal === null) return null
  const given = t(refusal.waitsForMailbox ? 'comesBack' : 'givenUp')
  const next = nextTryAt ? t('nextTry', { when: await fullMoment(nextTryAt) }) : given
  return `${t('tries', { count: refusal.tries })} ${next}`
}
