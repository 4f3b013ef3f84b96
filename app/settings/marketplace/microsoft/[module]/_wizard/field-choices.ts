import type { MappableField } from '@/lib/sync/modules/mappable-field'

export type FieldChoice = MappableField & { label: string }

/** The fields that can be mapped on each side, with what people call them. */
export type FieldChoices = { crm: FieldChoice[]; microsoft: FieldChoice[] }
