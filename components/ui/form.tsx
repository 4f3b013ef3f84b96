'use client'

import { Form as BaseForm } from '@base-ui/react/form'
import type { ComponentProps } from 'react'

type FormProps = Omit<ComponentProps<typeof BaseForm>, 'action' | 'errors'> & {
  action: (data: FormData) => void | Promise<void>
  /** What is wrong, in words, by the `name` of the field. It disappears when the field is edited. */
  errors?: Record<string, string> | undefined
}

/**
 * A form that keeps what was typed. React resets a form after its action; here the reset is refused, so a refusal of
 * the server costs nobody their input. The first wrong field is focused.
 */
export function Form({ errors, onReset, ...props }: FormProps) {
  return (
    <BaseForm
      {...props}
      {...(errors && { errors })}
      onReset={(event) => {
        event.preventDefault()
        onReset?.(event)
      }}
    />
  )
}
