'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { DescriptionList } from '@/components/ui/description-list'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { notify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/web/server-action'
import { defaultProfile, type ProfileOption } from '../_components/profile-option'
import { approve, decline } from './actions'

type RequestDialogProps = {
  request: {
    id: string
    name: string
    upn: string
    mail: string | null
    jobTitle: string | null
    message: string | null
  }
  /** Of which Microsoft 365 she is; null when it is not the connected one any more. */
  tenant: string | null
  requestedAt: string
  decision: { status: 'approved' | 'declined'; by: string; at: string; reason: string | null } | null
  profiles: readonly ProfileOption[]
  path: string
}

/** Who asks to join, and the decision: with a profile, or declined, perhaps with a reason (U6). */
export function RequestDialog({
  request,
  tenant,
  requestedAt,
  decision,
  profiles,
  path,
}: RequestDialogProps) {
  const t = useTranslations('users.requests')
  const tUsers = useTranslations('users')
  const router = useRouter()
  const refusalText = usePeopleRefusal()
  const [pending, startTransition] = useTransition()
  const [profileId, setProfileId] = useState(defaultProfile(profiles))
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { id, name, upn, mail, jobTitle, message } = request
  const close = () => router.replace(path, { scroll: false })
  const decide = (work: () => Promise<ActionResult<null>>, done: string) =>
    startTransition(async () => {
      const result = await callAction(work())
      if (result.ok) {
        notify({ title: done })
        return close()
      }
      setProblem(refusalText(result))
      // The page knows who was faster, and when.
      if (result.code === 'already-decided') router.refresh()
    })
  const address = mail ?? upn
  const facts = [
    { key: 'address', label: tUsers('email'), value: address },
    ...(mail !== null && mail.toLowerCase() !== upn.toLowerCase()
      ? [{ key: 'upn', label: t('login'), value: upn }]
      : []),
    { key: 'job', label: t('job'), value: jobTitle ?? '–' },
    { key: 'tenant', label: t('tenant'), value: tenant ?? '–' },
    { key: 'at', label: t('requestedAt'), value: requestedAt },
  ]
  return (
    <Dialog
      open
      onOpenChange={close}
      size="medium"
      title={t('title')}
      footer={
        decision !== null ? (
          <Button variant="primary" onClick={close}>
            {tUsers('close')}
          </Button>
        ) : declining ? (
          <>
            <Button onClick={() => setDeclining(false)}>{t('back')}</Button>
            <Button
              variant="danger"
              pending={pending}
              onClick={() => decide(() => decline({ id, reason }), t('declinedToast', { name }))}
            >
              {t('decline')}
            </Button>
          </>
        ) : (
          <>
            <Button variant="danger-quiet" onClick={() => setDeclining(true)}>
              {t('decline')}
            </Button>
            <Button
              variant="primary"
              pending={pending}
              disabled={profileId === null}
              onClick={() =>
                profileId !== null && decide(() => approve({ id, profileId }), t('approvedToast', { name }))
              }
            >
              {t('approve')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {decision !== null ? (
          <Callout tone={decision.status === 'approved' ? 'success' : 'info'} live>
            {t(decision.status === 'approved' ? 'approvedBy' : 'declinedBy', {
              person: decision.by,
              when: decision.at,
            })}
            {decision.reason && <p>{decision.reason}</p>}
          </Callout>
        ) : (
          problem !== null && (
            <Callout tone="danger" live>
              {problem}
            </Callout>
          )
        )}
        <div className="flex items-center gap-3">
          <Avatar name={name} size="large" />
          <p className="min-w-0 text-lg font-semibold wrap-anywhere">{name}</p>
        </div>
        <DescriptionList items={facts} />
        {message && (
          <figure>
            <figcaption className="text-xs text-ink-faint">{t('message')}</figcaption>
            <blockquote className="mt-1 border-l-2 border-line-strong pl-3 text-base wrap-anywhere whitespace-pre-line">
              {message}
            </blockquote>
          </figure>
        )}
        {decision === null &&
          (declining ? (
            <Field label={t('reason')} hint={t('reasonHint', { name })}>
              <Textarea
                value={reason}
                maxLength={1000}
                rows={3}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </Field>
          ) : (
            <Field label={tUsers('profile')}>
              <Select options={profiles} value={profileId} onValueChange={setProfileId} />
            </Field>
          ))}
      </div>
    </Dialog>
  )
}
