import { AtSign, ContactRound, UserRound, UserRoundSearch } from 'lucide-react'
import type { PersonType } from './person'

const icons = { contact: ContactRound, lead: UserRoundSearch, user: UserRound, email: AtSign }

/** Decoration: the kind of a person is also said in words. */
export function PersonIcon({ type, className }: { type: PersonType; className?: string }) {
  const Icon = icons[type]
  return <Icon aria-hidden className={className} />
}
