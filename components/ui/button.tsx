'use client'

import type { ComponentProps } from 'react'
import { type ButtonStyle, buttonStyle } from './button-style'
import { classNames } from './class-names'
import { Spinner } from './spinner'

export type ButtonProps = ComponentProps<'button'> &
  ButtonStyle & {
    /** Work that the button started is under way: it stays focusable, and pressing it again does nothing. */
    pending?: boolean
  }

export function Button({
  variant,
  size,
  pending = false,
  type = 'button',
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={classNames(buttonStyle({ variant, size }), 'relative', className)}
    >
      {pending && <Spinner className="absolute" />}
      <span className={classNames('contents', pending && '*:invisible [&]:text-transparent')}>
        {children}
      </span>
    </button>
  )
}
