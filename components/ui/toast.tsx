'use client'

import { Toast } from '@base-ui/react/toast'
import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonStyle } from './button-style'
import { classNames } from './class-names'

const manager = Toast.createToastManager()

type Notice = {
  title: string
  description?: string
  tone?: 'success' | 'danger'
  /** One way out, such as "Undo". The toast closes when it is taken. */
  action?: { label: string; onPress: () => void }
}

/** Says that something was done, or failed, without asking for attention. With an action it stays 15 seconds. */
export function notify({ title, description, tone = 'success', action }: Notice): void {
  const id = manager.add({
    title,
    type: tone,
    priority: tone === 'danger' ? 'high' : 'low',
    timeout: action || tone === 'danger' ? 15_000 : 5_000,
    ...(description && { description }),
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id)
          action.onPress()
        },
      },
    }),
  })
}

/** Where toasts appear. Once, at the root. */
export function ToastRegion() {
  return (
    <Toast.Provider toastManager={manager}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-3 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] left-3 z-60 flex flex-col-reverse gap-2 outline-none sm:left-auto sm:w-92 md:right-5 md:bottom-5 print:hidden">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const t = useTranslations('ui')
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={classNames(
        'rounded-lg bg-raised text-ink shadow-dialog transition-[opacity,translate] duration-200 ease-calm',
        'translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y) data-limited:hidden',
        'data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0',
      )}
    >
      <Toast.Content className="flex items-start gap-3 py-2.5 pr-2 pl-3.5">
        {toast.type === 'danger' ? (
          <TriangleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger-text" />
        ) : (
          <CircleCheck aria-hidden className="mt-1 size-4 shrink-0 text-success-text" />
        )}
        <div className="min-w-0 flex-1 py-0.5">
          <Toast.Title className="text-sm font-medium" />
          <Toast.Description className="text-sm text-ink-soft" />
        </div>
        {toast.actionProps && (
          <Toast.Action
            className={classNames(buttonStyle({ variant: 'ghost', size: 'small' }), 'text-accent-text')}
          />
        )}
        <Toast.Close
          aria-label={t('close')}
          className={buttonStyle({ variant: 'ghost', size: 'icon-small' })}
        >
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
