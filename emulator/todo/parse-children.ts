import { z } from 'zod'
import { invalidModel } from './todo-error'

export type ChecklistWrite = { displayName?: string | undefined; isChecked?: boolean | undefined }
export type LinkedResourceWrite = Partial<
  Record<'applicationName' | 'webUrl' | 'displayName' | 'externalId', string>
>

const checklistForm = z.strictObject({
  displayName: z.string().optional(),
  isChecked: z.boolean().optional(),
})

const linkForm = z.strictObject({
  applicationName: z.string().nullish(),
  webUrl: z.string().nullish(),
  displayName: z.string().nullish(),
  externalId: z.string().nullish(),
})

/** learn.microsoft.com/graph/api/resources/checklistitem */
export function parseChecklistItem(
  sent: Record<string, unknown>,
  operation: 'create' | 'update',
): ChecklistWrite {
  const item = parsed(checklistForm, sent)
  if (operation === 'create' && !item.displayName)
    throw invalidModel("The property 'displayName' is required when creating the checklist item.")
  return item
}

/**
 * A link to the place in another app where a task comes from. A null or empty member says nothing, so that what once
 * stands there cannot be cleared. learn.microsoft.com/graph/api/resources/linkedresource
 */
export function parseLinkedResource(
  sent: Record<string, unknown>,
  operation: 'create' | 'update',
): LinkedResourceWrite {
  const given = Object.entries(parsed(linkForm, sent)).filter(([, value]) => value)
  const link: LinkedResourceWrite = Object.fromEntries(given)
  if (operation === 'create' && link.applicationName === undefined)
    throw invalidModel("The property 'applicationName' is required when creating the linked resource")
  if (link.webUrl !== undefined && !URL.canParse(link.webUrl))
    throw invalidModel("The property 'webUrl' has an invalid value")
  return link
}

function parsed<T extends z.ZodType>(schema: T, sent: Record<string, unknown>): z.output<T> {
  const own = Object.fromEntries(Object.entries(sent).filter(([name]) => !name.includes('@odata.')))
  const result = schema.safeParse(own)
  if (result.success) return result.data
  throw invalidModel(z.prettifyError(result.error))
}
