import { z } from 'zod'
import { notablePath, type SeenRequest } from './seen-request'

const Parts = z.object({
  requests: z.array(z.object({ id: z.string(), method: z.string(), url: z.string() })),
})
const Answers = z.object({ responses: z.array(z.object({ id: z.string(), status: z.number() })) })

/**
 * The same `fetch`, which notes each request to Microsoft and each part of a batch as it is answered. Bodies are looked
 * at for the parts' statuses only, and nothing of them is kept.
 */
export function observedFetch(
  inner: typeof fetch,
  now: () => Date,
  note: (request: SeenRequest) => void,
): typeof fetch {
  return async (input, init) => {
    const sentAt = now()
    const url = input instanceof Request ? input.url : String(input)
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
    const seen = { at: sentAt.toISOString(), method, path: notablePath(url) }
    const tookMs = () => now().getTime() - sentAt.getTime()
    const response = await inner(input, init).catch((error: unknown) => {
      note({ ...seen, status: null, ms: tookMs() })
      throw error
    })
    note({ ...seen, status: response.status, ms: tookMs() })
    if (seen.path === '/$batch' && response.ok && typeof init?.body === 'string')
      for (const part of await partsOf(init.body, response.clone())) note({ ...seen, ...part, ms: null })
    return response
  }
}

async function partsOf(
  body: string,
  response: Response,
): Promise<Pick<SeenRequest, 'method' | 'path' | 'status'>[]> {
  const asked = Parts.safeParse(parsed(body))
  const answered = Answers.safeParse(parsed(await response.text()))
  if (!asked.success) return []
  const statuses = new Map(answered.data?.responses.map(({ id, status }) => [id, status]))
  return asked.data.requests.map(({ id, method, url }) => ({
    method,
    path: notablePath(url),
    status: statuses.get(id) ?? null,
  }))
}

/** Undefined for what is no JSON: whoever asked will find that out. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
