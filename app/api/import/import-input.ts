import { z } from 'zod'

const Options = z.object({
  mapping: z.array(z.string().nullable()).max(500).optional(),
  dayOrder: z.enum(['day-first', 'month-first']).optional(),
  duplicates: z.enum(['skip', 'create', 'update']).optional(),
  ownerId: z.guid().optional(),
})

/** What the import screens send: the file with every step, and what was chosen so far as JSON. */
export const ImportInput = z.object({
  module: z.enum(['contacts', 'leads']),
  file: z.instanceof(File),
  options: z.string().transform((text, check) => {
    const parsed = Options.safeParse(jsonOf(text))
    if (parsed.success) return parsed.data
    check.addIssue({ code: 'custom', message: 'Not the options of an import.' })
    return z.NEVER
  }),
})

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The parts of a request for an import; a body that is no form has none. */
export async function importParts(request: Request, module: string): Promise<z.input<typeof ImportInput>> {
  const form = await request.formData().catch(() => new FormData())
  // The schema refuses whatever is not what it should be.
  return { module, file: form.get('file'), options: form.get('options') } as z.input<typeof ImportInput>
}

export const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer())
