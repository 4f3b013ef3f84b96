import { z } from 'zod'
import type { StoredParticipant } from '@/db/schema/crm'
import { fieldSchemas, textLimit } from '../records/field'
import { type Reference, referenceKey } from '../references/reference'
import type { ReferenceNames } from '../references/reference-names'

/** Who takes part, as a meeting keeps it: what a contact, lead or user is called is read where it lives. */
export type Participant = StoredParticipant

/** Who takes part, as it is shown. Without a name: gone, or nobody that the reader may see. */
export type NamedParticipant = {
  type: Participant['type']
  id?: string
  email?: string
  name?: string
  /** Lies in the recycle bin. */
  inBin?: true
}

const email = fieldSchemas.email.refine((text) => text !== null, {
  params: { code: 'required' },
  message: 'Must be filled.',
})
/** Long enough for a first and a last name of the greatest length. */
const toldText = z
  .string()
  .max(2 * textLimit + 1)
  .nullish()

const participant = z.discriminatedUnion('type', [
  // Name and address may be sent back as they were read; they are those of the record all the same.
  z.strictObject({
    type: z.enum(['contact', 'lead', 'user']),
    id: z.guid(),
    email: toldText,
    name: toldText,
  }),
  z.strictObject({ type: z.literal('email'), email, name: fieldSchemas.text.optional() }),
])

export const participantsLimit = 500

/** Everybody once, in the order given. Null clears. */
export const participants = z
  .array(participant)
  .max(participantsLimit)
  .nullable()
  .transform((given): Participant[] => {
    const known = new Map<string, Participant>()
    for (const one of given ?? []) {
      const kept = storedOf(one)
      const key = kept.type === 'email' ? `email:${kept.email.toLowerCase()}` : referenceKey(kept)
      if (!known.has(key)) known.set(key, kept)
    }
    return [...known.values()]
  })

function storedOf(given: z.output<typeof participant>): Participant {
  if (given.type !== 'email') return { type: given.type, id: given.id }
  return {
    type: 'email',
    email: given.email ?? '',
    ...(given.name === null || given.name === undefined ? {} : { name: given.name }),
  }
}

/** The record or member that a participant is; null for a plain address. */
export const referenceOf = (one: Participant): Reference | null => (one.type === 'email' ? null : one)

export function namedParticipant(one: Participant, nameOf: ReferenceNames): NamedParticipant {
  if (one.type === 'email') return one
  const known = nameOf(one)
  if (known === undefined) return one
  const { name, email, inBin } = known
  return { ...one, name, ...(email === null ? {} : { email }), ...(inBin ? { inBin } : {}) }
}
