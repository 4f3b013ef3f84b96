import http from 'node:http'
import https from 'node:https'
import type { Answer } from '../protocol/answer'
import { signCall } from '../protocol/signature'

type AppRequest = {
  method: 'POST' | 'PUT'
  url: string
  /** Canonical JSON. */
  body: string
  signingKey: string
  timeoutMs: number
  signal: AbortSignal
}

/**
 * One signed request to the app; unsigned ones are answered without the headers that tell the SDK. Not `fetch`: that gives up after five minutes without headers, and a step may last two
 * hours. Every request has a connection of its own, since one that the app is just closing would look like a crash.
 * @throws Error when there is no complete answer.
 */
export function callApp({ method, url, body, signingKey, timeoutMs, signal }: AppRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? https.request : http.request
    const request = send(url, {
      method,
      agent: false,
      signal,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-inngest-signature': signCall(body, signingKey, new Date()),
      },
    })
    const timeout = setTimeout(() => request.destroy(new Error('No answer in time')), timeoutMs)
    const finish = (settle: () => void) => {
      clearTimeout(timeout)
      settle()
    }
    request.once('error', (error) => finish(() => reject(error)))
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', (error) => finish(() => reject(error)))
      response.once('end', () =>
        finish(() =>
          resolve({
            status: response.statusCode ?? 0,
            headers: singleHeaders(response.headers),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        ),
      )
    })
    request.end(body)
  })
}

function singleHeaders(headers: http.IncomingHttpHeaders): Answer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
