'use client'

import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names'
import { usePopupPortal } from './popup-container'

type MenuProps = {
  /** A button; it needs a name (text or `aria-label`). */
  trigger: ReactElement
  align?: 'start' | 'center' | 'end'
  side?: 'bottom' | 'top' | 'right'
  children: ReactNode
  className?: string
}

export function Menu({ trigger, align = 'end', side = 'bottom', children, className }: MenuProps) {
  const portal = usePopupPortal()
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal {...portal}>
        <BaseMenu.Positioner sideOffset={6} align={align} side={side} className="z-50 outline-none">
          <BaseMenu.Popup
            className={classNames(
              'popup max-h-(--available-height) min-w-48 overflow-y-auto p-1 [&_svg]:size-4',
              className,
            )}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

type MenuItemProps = {
  icon?: ReactNode
  tone?: 'neutral' | 'danger'
  disabled?: boolean
  children: ReactNode
}

export function MenuItem({
  icon,
  tone = 'neutral',
  disabled = false,
  onSelect,
  children,
}: MenuItemProps & { onSelect: () => void }) {
  return (
    <BaseMenu.Item disabled={disabled} onClick={onSelect} className={itemClass(tone)}>
      {icon}
      {children}
    </BaseMenu.Item>
  )
}

export function MenuLink({ icon, href, children }: MenuItemProps & { href: string }) {
  return (
    <BaseMenu.LinkItem render={<Link href={href} />} closeOnClick className={itemClass('neutral')}>
      {icon}
      {children}
    </BaseMenu.LinkItem>
  )
}

/** A link that the browser follows by itself, to a file. */
export function MenuDownload({ icon, href, children }: MenuItemProps & { href: string }) {
  return (
    <BaseMenu.LinkItem href={href} download closeOnClick className={itemClass('neutral')}>
      {icon}
      {children}
    </BaseMenu.LinkItem>
  )
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="-mx-1 my-1 h-px bg-line" />
}

type MenuChoiceProps<Value extends string> = {
  label: string
  value: Value
  options: readonly { value: Value; label: string; icon?: ReactNode }[]
  onValueChange: (value: Value) => void
}

/** A group of which one is chosen; the menu stays open so that the effect can be seen. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onValueChange,
}: MenuChoiceProps<Value>) {
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)}>
      <BaseMenu.GroupLabel className="px-2.5 pt-1.5 pb-0.5 text-xs font-medium text-ink-faint">
        {label}
      </BaseMenu.GroupLabel>
      {options.map((option) => (
        <BaseMenu.RadioItem key={option.value} value={option.value} className={itemClass('neutral')}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <BaseMenu.RadioItemIndicator className="text-accent-text">
            <Check aria-hidden />
          </BaseMenu.RadioItemIndicator>
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  )
}

const itemClass = (tone: 'neutral' | 'danger') =>
  classNames(
    'popup-item [&>svg]:text-ink-faint',
    tone === 'danger' && 'text-danger-text [&>svg]:text-danger-text',
  )
