'use client'

import { AlertDialog as BaseAlertDialog } from '@base-ui/react/alert-dialog'
import { useTranslations } from 'next-intl'
import { type ReactElement, type ReactNode, useState } from 'react'
import { Button } from './button'
import { classNames } from './class-names'
import { backdropClass, dialogFooterClass, dialogPopupClass } from './dialog'
import { PopupContainer } from './popup-container'

type AlertDialogProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  title: ReactNode
  /** What will happen, and to what. */
  description: ReactNode
  children?: ReactNode
  confirmLabel: string
  tone?: 'danger' | 'neutral'
  /** What is to be agreed to is not known yet. */
  confirmDisabled?: boolean
  /** The dialog stays, busy, until it answers: true closes it, false leaves it open. */
  onConfirm: () => Promise<boolean>
}

/** Asks before something that cannot simply be undone. A click beside it does not close it. */
export function AlertDialog(props: AlertDialogProps) {
  const {
    trigger,
    title,
    description,
    children,
    confirmLabel,
    tone = 'danger',
    confirmDisabled = false,
    onConfirm,
  } = props
  const t = useTranslations('ui')
  const [ownOpen, setOwnOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const open = props.open ?? ownOpen
  const setOpen = (next: boolean) => {
    if (pending && !next) return
    setOwnOpen(next)
    props.onOpenChange?.(next)
  }
  const confirm = async () => {
    setPending(true)
    const done = await onConfirm().finally(() => setPending(false))
    if (!done) return
    setOwnOpen(false)
    props.onOpenChange?.(false)
  }
  return (
    <BaseAlertDialog.Root open={open} onOpenChange={setOpen}>
      {trigger && <BaseAlertDialog.Trigger render={trigger} />}
      <BaseAlertDialog.Portal>
        <BaseAlertDialog.Backdrop className={backdropClass} />
        <BaseAlertDialog.Popup className={classNames(dialogPopupClass, 'sm:max-w-md')}>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-5">
            <BaseAlertDialog.Title className="text-lg font-semibold">{title}</BaseAlertDialog.Title>
            <BaseAlertDialog.Description className="mt-1.5 text-base text-ink-soft">
              {description}
            </BaseAlertDialog.Description>
            <PopupContainer value={undefined}>{children}</PopupContainer>
          </div>
          <footer className={dialogFooterClass}>
            <BaseAlertDialog.Close render={<Button>{t('cancel')}</Button>} />
            <Button
              variant={tone === 'danger' ? 'danger' : 'primary'}
              pending={pending}
              disabled={confirmDisabled}
              onClick={() => void confirm()}
            >
              {confirmLabel}
            </Button>
          </footer>
        </BaseAlertDialog.Popup>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  )
}
