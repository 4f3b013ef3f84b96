/**
 * A record's version is the instant at which its own members last moved, so its tag can be read back. Verbs make sure
 * that two writes of one record never share a millisecond.
 */
export function entityTag(updatedAt: Date | string): string {
  return `"${new Date(updatedAt).getTime().toString(36)}"`
}

/**
 * The versions that `If-Match` accepts; undefined when it sets no condition. Weak tags and tags that are not ours match
 * nothing (RFC 9110, 13.1.1), so the list may be empty.
 */
export function versionsOfIfMatch(header: string | null): readonly Date[] | undefined {
  if (header === null || header.trim() === '*') return undefined
  return header.split(',').flatMap((tag) => {
    const digits = /^"([0-9a-z]{1,9})"$/.exec(tag.trim())?.[1]
    return digits === undefined ? [] : [new Date(Number.parseInt(digits, 36))]
  })
}
