import { GraphError } from '../graph/graph-error'
import type { World } from '../world'

const answerWithinMs = 10_000

/**
 * The handshake: the endpoint must answer 200 with the decoded token, as plain text and nothing else, within ten
 * seconds. learn.microsoft.com/graph/change-notifications-delivery-webhooks
 * @throws GraphError 400 when it does not
 */
export async function validateEndpoint(world: World, url: string): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${world.random.uuid()}`
  const separator = url.includes('?') ? '&' : '?'
  // Blanks as `+`, which a client must decode as well as `%20`.
  const query = new URLSearchParams({ validationToken: token })
  const abort = new AbortController()
  const cancel = world.scheduler.after(answerWithinMs, () => abort.abort())
  try {
    const late = new Promise<null>((resolve) => abort.signal.addEventListener('abort', () => resolve(null)))
    const echoed = await Promise.race([echo(world, `${url}${separator}${query}`, abort.signal), late])
    if (echoed === token) return
    if (abort.signal.aborted) throw refusal(world, 'Subscription validation request timed out.')
  } finally {
    cancel()
  }
  throw refusal(
    world,
    'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
  )
}

/** What the endpoint answered, if it answered properly. */
async function echo(world: World, url: string, signal: AbortSignal): Promise<string | null> {
  const request = new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: '',
    redirect: 'manual',
    signal,
  })
  try {
    const answer = await world.send(request)
    const text = await answer.text()
    const isPlainText = /^text\/plain\b/i.test(answer.headers.get('content-type') ?? '')
    return answer.status === 200 && isPlainText ? text : null
  } catch {
    // Refused connections, aborted requests and unknown hosts alike: the endpoint cannot be reached.
    return null
  }
}

const refusal = ({ settings }: World, message: string) => new GraphError(400, settings.uncertain.U28, message)
