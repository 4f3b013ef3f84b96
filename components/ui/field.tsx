'use client'

import { Field as BaseField } from '@base-ui/react/field'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

type FieldProps = {
  /** The `name` under which the form reports an error of this field. */
  name?: string
  /** Left away where the control brings its own, as a checkbox does. */
  label?: ReactNode
  /** A line of help below the control. */
  hint?: ReactNode
  required?: boolean
  /** Leaves the star away, on forms where every field is required. */
  hideMark?: boolean
  /** Keeps the label for screen readers only, where the place explains itself. */
  hideLabel?: boolean
  /** A message that did not come through the form's `errors`. */
  error?: string | undefined
  /** Says what is wrong with the value, or nothing. Runs on submit, then on each change. */
  validate?: (value: unknown) => string | null
  disabled?: boolean
  className?: string
  children: ReactNode
}

/** Label, control, help and error of one value, tied together for everybody who cannot see that they belong together. */
export function Field(props: FieldProps) {
  const {
    name,
    label,
    hint,
    required = false,
    hideMark,
    hideLabel,
    error,
    validate,
    disabled,
    className,
    children,
  } = props
  const t = useTranslations('ui')
  const check = (value: unknown) => (required && isEmpty(value) ? t('required') : (validate?.(value) ?? null))
  return (
    <BaseField.Root
      {...(name && { name })}
      {...(disabled && { disabled })}
      {...(error && { invalid: true })}
      validate={check}
      className={classNames('flex min-w-0 flex-col gap-1', className)}
    >
      {label && (
        <BaseField.Label
          className={classNames('w-fit text-sm font-medium text-ink-soft', hideLabel && 'sr-only')}
        >
          {label}
          {required && !hideMark && (
            <span aria-hidden className="ml-0.5 text-danger-text">
              *
            </span>
          )}
          {required && <span className="sr-only"> {t('requiredMark')}</span>}
        </BaseField.Label>
      )}
      {children}
      {hint && <BaseField.Description className="text-xs text-ink-faint">{hint}</BaseField.Description>}
      {error ? (
        <BaseField.Error match className={errorClass}>
          {error}
        </BaseField.Error>
      ) : (
        <BaseField.Error className={errorClass} />
      )}
    </BaseField.Root>
  )
}

const errorClass = 'text-xs font-medium text-danger-text'

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
