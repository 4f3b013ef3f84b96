import { contactFields } from '../contacts/fields'
import { contactModule } from '../contacts/module'
import { leadFields } from '../leads/fields'
import { leadModule } from '../leads/module'
import type { Field } from '../records/field'
import type { Draft, Patch, PersonModule, RecordValues } from '../records/record-module'

/** A module that CSV files go into and come out of: its fields are text. */
export type ImportTarget = { module: PersonModule; fields: readonly Field[] }

/** Safe: a module of text fields does with drafts and patches what any module does, its schemas check them. */
const untyped = <Values extends RecordValues, D extends Draft, P extends Patch>(
  module: PersonModule<Values, D, P>,
) => module as unknown as PersonModule

/** The modules by the name that screens and permissions use. */
export const importTargets = {
  contacts: { module: untyped(contactModule), fields: contactFields },
  leads: { module: untyped(leadModule), fields: leadFields },
} satisfies Record<string, ImportTarget>

export type ImportModule = keyof typeof importTargets
