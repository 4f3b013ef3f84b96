import { z } from 'zod'
import type { ConnectionOptions } from '@/lib/sync/core/types'
import { type Lock, noLock } from '@/lib/sync/locks/lock'

/** What of a module is to be fixed, as it is chosen on screen; `open` leaves a part to each person. */
export const LockChoice = z.object({
  use: z.enum(['open', 'free', 'forbidden', 'required']),
  /** `default`: what everybody starts from, as it is now; `kept`: what has been fixed before. */
  mapping: z.enum(['open', 'default', 'kept']),
  conflict: z.enum(['open', 'latest', 'crm', 'microsoft']),
  deleteInCrm: z.enum(['open', 'yes', 'no']),
  clientInvitations: z.enum(['open', 'yes', 'no']),
})
export type LockChoice = z.infer<typeof LockChoice>

type Mapped = Pick<Lock, 'mapping' | 'valueMaps'>

export function lockOfChoice(
  choice: LockChoice,
  { standard, kept }: { standard: Mapped; kept: Mapped },
): Lock {
  const open: Mapped = noLock
  const { mapping, valueMaps } = { open, default: standard, kept }[choice.mapping]
  const options: Partial<ConnectionOptions> = {}
  if (choice.conflict !== 'open') options.conflict = choice.conflict
  if (choice.deleteInCrm !== 'open') options.deleteInCrm = choice.deleteInCrm === 'yes'
  if (choice.clientInvitations !== 'open') options.clientInvitations = choice.clientInvitations === 'yes'
  return { use: choice.use === 'open' ? null : choice.use, mapping, valueMaps, options }
}

const answer = (fixed: boolean | undefined) => (fixed === undefined ? 'open' : fixed ? 'yes' : 'no')

export const choiceOfLock = ({ use, mapping, options }: Lock): LockChoice => ({
  use: use ?? 'open',
  mapping: mapping === null ? 'open' : 'kept',
  conflict: options.conflict ?? 'open',
  deleteInCrm: answer(options.deleteInCrm),
  clientInvitations: answer(options.clientInvitations),
})
