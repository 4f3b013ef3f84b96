import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Callout } from '@/components/ui/callout'
import { PageHeader } from '@/components/ui/page-header'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { fullMoment } from '@/i18n/moments'
import { may } from '@/lib/access/context'
import { organisationDefault } from '@/lib/sync/connections/connection-settings'
import { listLocks } from '@/lib/sync/locks/list-locks'
import { noLock } from '@/lib/sync/locks/lock'
import { availableModules } from '@/lib/sync/rollout/rollout'
import { sessionContext } from '@/lib/web/context'
import { allProfiles } from '../../../../_components/all-profiles'
import { profileName } from '../../../../_components/profile-name'
import { moduleOfPage } from '../../_connection/module-params'
import { choiceOfLock } from './_components/lock-choice'
import { LockForm } from './_components/lock-form'
import { LockMappings } from './_components/lock-mappings'

type Props = PageProps<'/settings/marketplace/microsoft/[module]/locks'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await moduleOfPage(params)
  const [t, tConnection] = await Promise.all([getTranslations('locks'), getTranslations('connection')])
  return { title: t('title', { module: tConnection(`modules.${name}.title`) }) }
}

/** What nobody may choose otherwise, for everybody or for a profile. */
export default async function LocksPage({ params, searchParams }: Props) {
  const [context, module, query] = await Promise.all([sessionContext(), moduleOfPage(params), searchParams])
  const [t, tConnection, available] = await Promise.all([
    getTranslations('locks'),
    getTranslations('connection'),
    availableModules(context.db, context.organisationId),
  ])
  if (!available.has(module.name)) notFound()
  const root = '/settings/marketplace/microsoft'
  const header = (
    <PageHeader
      back={{ href: root, label: t('back') }}
      title={t('title', { module: tConnection(`modules.${module.name}.title`) })}
      description={t('intro')}
    />
  )
  if (!may(context.actor, 'manage-integrations')) {
    return (
      <>
        {header}
        <Callout tone="warning">{t('noRight')}</Callout>
      </>
    )
  }
  const [locks, standard, profiles, tPermissions] = await Promise.all([
    listLocks(context, module.name),
    organisationDefault(context, module),
    allProfiles(context),
    getTranslations('permissions'),
  ])
  const profileId = profiles.find(({ id }) => id === query.profile)?.id ?? null
  const set = locks.find((one) => one.profileId === profileId)
  const when = set && (await fullMoment(set.setAt))
  const address = `${root}/${module.name}/locks`
  const scopes = [
    { id: null, label: t('everybody') },
    ...profiles.map((one) => ({ id: one.id, label: profileName(tPermissions, one) })),
  ]
  return (
    <>
      {header}
      <div className="flex flex-col gap-4">
        <SegmentedLinks
          label={t('scope')}
          links={scopes.map(({ id, label }) => ({
            key: id ?? 'everybody',
            href: id === null ? address : `${address}?profile=${id}`,
            current: id === profileId,
            label: locks.some((one) => one.profileId === id) ? `${label} •` : label,
          }))}
        />
        <LockForm
          key={`${profileId} ${set?.setAt.toISOString()}`}
          module={module.name}
          profileId={profileId}
          initial={choiceOfLock(set?.lock ?? noLock)}
          mappings={
            <LockMappings
              module={module}
              standard={standard}
              kept={set?.lock.mapping ? { mapping: set.lock.mapping, valueMaps: set.lock.valueMaps } : null}
            />
          }
          mappingLabels={{
            default: t('mappingDefault', { count: standard.mapping.length }),
            kept:
              set?.lock.mapping && when ? t('mappingKept', { count: set.lock.mapping.length, when }) : null,
          }}
        >
          {set && when && <p>{t('lastSet', { name: set.setBy ?? '–', when })}</p>}
          <Link href={`${root}/${module.name}/default`} className="text-accent-text hover:underline">
            {t('editDefault')}
          </Link>
        </LockForm>
      </div>
    </>
  )
}
