import { getTranslations } from 'next-intl/server'
import type { ComponentProps } from 'react'
import { allMembers, ownerOptions } from '@/app/_members/members'
import { PageHeader } from '@/components/ui/page-header'
import { requirePermission } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'
import { orNotFound } from '../../_records/or-not-found'
import { MeetingForm } from './meeting-form'

type MeetingFormPageProps = Omit<ComponentProps<typeof MeetingForm>, 'hosts'>

/** The form for a new meeting, or for an existing one. */
export async function MeetingFormPage({ existing, values }: MeetingFormPageProps) {
  const context = await sessionContext()
  await orNotFound(
    (async () => requirePermission(context, existing === null ? 'meetings.create' : 'meetings.edit'))(),
  )
  const [t, members] = await Promise.all([getTranslations('meeting'), allMembers(context)])
  const back =
    existing === null
      ? { href: '/meetings', label: t('backToList') }
      : { href: `/meetings/${existing.id}`, label: values.title }
  return (
    <div className="mx-auto max-w-240">
      <PageHeader title={existing === null ? t('new') : t('edit')} back={back} />
      <MeetingForm existing={existing} values={values} hosts={ownerOptions(members)} />
    </div>
  )
}
