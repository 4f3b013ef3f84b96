'use client'

import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactElement, ReactNode } from 'react'
import { buttonStyle } from './button-style'
import { classNames } from './class-names'
import { PopupContainer } from './popup-container'

type DialogProps = {
  /** Give `open` and `onOpenChange` to control it, or a `trigger`, or both. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** A button; it gets the focus back when the dialog closes. */
  trigger?: ReactElement
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  size?: 'small' | 'medium' | 'large'
}

const widths = { small: 'sm:max-w-md', medium: 'sm:max-w-xl', large: 'sm:max-w-3xl' }

/** A modal dialog: keeps the focus inside, closes with Escape, fills the lower part of a phone's screen. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  children,
  footer,
  size = 'small',
}: DialogProps) {
  const t = useTranslations('ui')
  return (
    <BaseDialog.Root
      {...(open !== undefined && { open })}
      {...(onOpenChange && { onOpenChange: (next: boolean) => onOpenChange(next) })}
    >
      {trigger && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup className={classNames(dialogPopupClass, widths[size])}>
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <BaseDialog.Title className="text-lg font-semibold">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description className="mt-0.5 text-sm text-ink-soft">
                  {description}
                </BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close
              aria-label={t('close')}
              className={classNames(buttonStyle({ variant: 'ghost', size: 'icon-small' }), '-mr-1.5')}
            >
              <X aria-hidden />
            </BaseDialog.Close>
          </header>
          {children && (
            <PopupContainer value={undefined}>
              <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
            </PopupContainer>
          )}
          {footer && <footer className={dialogFooterClass}>{footer}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

export const backdropClass =
  'fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0'

export const dialogPopupClass = classNames(
  'fixed z-50 flex max-h-[calc(100dvh-2rem)] flex-col bg-raised text-ink shadow-dialog outline-none transition-[opacity,translate,scale] duration-200 ease-calm',
  'inset-x-0 bottom-0 rounded-t-xl data-ending-style:translate-y-8 data-ending-style:opacity-0 data-starting-style:translate-y-8 data-starting-style:opacity-0',
  'sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[calc(100vw-3rem)] sm:-translate-1/2 sm:rounded-xl',
  'sm:data-ending-style:-translate-y-1/2 sm:data-ending-style:scale-97 sm:data-starting-style:-translate-y-1/2 sm:data-starting-style:scale-97',
)

export const dialogFooterClass =
  'flex flex-col-reverse gap-2 border-t border-line px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end'
