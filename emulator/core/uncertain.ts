/**
 * Points on which Microsoft's documentation is silent or contradicts what people saw. Each can be switched to either
 * reading, so that an engine can be tested under both; the first value is the default. emulator/README.md explains them.
 */
export const uncertainChoices = {
  /** GET by id of a deleted contact folder. */
  U1: ['404', '200'],
  /** Delta of a deleted contact folder. */
  U2: ['404', '404-sync-folder', '410', 'empty'],
  /** If-Match on contacts. */
  U4: ['patch', 'patch-and-delete', 'ignored'],
  /** A change of an extended property brings the contact into delta. */
  U14: ['yes', 'no'],
  /** `$expand` of extended properties on contact delta. */
  U15: ['500', 'ignored', 'honoured'],
  /** `$select` on contact delta and changes of other properties. */
  U16: ['appears', 'hidden'],
  /** Limits of imAddresses and text lengths: more than 3 or 255 is refused, or taken. */
  U17: ['400', 'accepted'],
  /** Time part of a birthday on return. */
  U18: ['11:59', 'midnight', 'as-sent'],
  /** Line ends in personalNotes. */
  U19: ['crlf', 'as-sent'],
  /** primaryEmailAddress and its siblings in a write. */
  U20: ['read-only', 'writable'],
  /** Delta tokens live until told to expire, or seven days. */
  U24: ['until-told', 'seven-days'],
  /** Code of a failed subscription validation. */
  U28: ['InvalidRequest', 'ValidationError'],
  /** A second subscription with the same app, resource and change types. */
  U29: ['409', 'accepted'],
  /** How long fresh admin consent takes to reach tokens. */
  U30: ['none', 'one-minute'],
  /** `GET /subscriptions/{id}` returns clientState. */
  U31: ['yes', 'no'],
  /** Unordered batch parts on one mailbox: all at once (those beyond the limit are refused), or four at a time. */
  U33: ['all-at-once', 'four-at-a-time'],
  /** Deleting a contact folder when Deleted Items holds one of that name. */
  U34: ['409', '204-without-effect', '503'],
  /** Deleting the default contact folder. */
  U38: ['ErrorDeleteDistinguishedFolder', 'ErrorAccessDenied'],
  /** Values of extended properties are compared in `$filter`. */
  U39: ['ignoring-case', 'exactly'],
  /** Success of `POST /subscriptions/{id}/reauthorize`. */
  U41: ['204', '200'],
} as const

export type Uncertain = { [K in keyof typeof uncertainChoices]: (typeof uncertainChoices)[K][number] }

export const uncertainDefaults = Object.fromEntries(
  Object.entries(uncertainChoices).map(([key, [first]]) => [key, first]),
) as Uncertain
