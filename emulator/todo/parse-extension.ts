import { z } from 'zod'
import { invalidModel } from './todo-error'

/** An open extension as it is sent: a name, and any document. */
export type ExtensionWrite = { name: string; document: Record<string, unknown> }

const idPrefix = 'microsoft.graph.openTypeExtension.'

/** learn.microsoft.com/graph/api/opentypeextension-post-opentypeextension */
export function parseExtension(sent: Record<string, unknown>): ExtensionWrite {
  const name = z.string().min(1).safeParse(sent.extensionName)
  if (!name.success) throw invalidModel("The property 'extensionName' is required.")
  return { name: name.data, document: documentOf(sent) }
}

/** The members that the app put into an extension. */
export const documentOf = (sent: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(sent).filter(
      ([name]) => name !== 'extensionName' && name !== 'id' && !name.includes('@odata.'),
    ),
  )

/** Both the short name and the full id are taken where an extension is asked for. */
export const extensionNameOf = (id: string) => (id.startsWith(idPrefix) ? id.slice(idPrefix.length) : id)

/** An extension as Graph shows it. */
export const extensionToGraph = ({ name, document }: ExtensionWrite | Readonly<ExtensionWrite>) => ({
  '@odata.type': '#microsoft.graph.openTypeExtension',
  id: `${idPrefix}${name}`,
  extensionName: name,
  ...document,
})
