import { streamOfText } from '@/lib/web/stream-of-text'

/** A JSON document as a file to keep, sent as it is made. */
export function jsonFile(name: string, pieces: AsyncGenerator<string>, now: Date): Response {
  const day = now.toISOString().slice(0, 10)
  return new Response(streamOfText(pieces), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-${day}.json"`,
      'cache-control': 'no-store',
    },
  })
}
