/** Any JSON value, as it comes out of `JSON.parse`. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** Parses JSON text of our own making or of a peer. @throws SyntaxError when it is not JSON. */
export function parseJson(text: string): Json {
  // JSON.parse yields exactly this type; its declared result is `any`.
  return JSON.parse(text) as Json
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The canonical text of a value (RFC 8785): keys sorted by UTF-16 code unit, no spaces. The SDK re-canonicalizes a
 * body before it verifies the signature, so this is also the form in which a signed body is sent.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
  return `{${members.join(',')}}`
}
