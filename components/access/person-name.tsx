import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'

type PersonNameProps = {
  name: string
  /** An e-mail or a login; empty where there is none (any more). */
  address: string
  /** What is to be known of her at a glance. */
  badge?: ReactNode
}

/** A person in a list: picture, name and address. */
export function PersonName({ name, address, badge }: PersonNameProps) {
  return (
    <span className="flex items-center gap-2.5 md:py-1">
      <Avatar name={name} />
      <span className="min-w-0 leading-tight">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{name}</span>
          {badge}
        </span>
        <span className="block truncate text-sm text-ink-soft">{address}</span>
      </span>
    </span>
  )
}
