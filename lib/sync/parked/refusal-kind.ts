/** What Microsoft minds about a record, as far as its code tells; `other` is said in its own words. */
export type RefusalKind =
  | 'invalid-value'
  | 'invalid-address'
  | 'invalid-times'
  | 'too-large'
  | 'not-allowed'
  | 'not-saved'
  | 'busy'
  | 'trouble'
  | 'other'

/**
 * Codes of Graph, and of Exchange behind it (learn.microsoft.com/graph/errors;
 * learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode). A refusal without a code is known by
 * its status.
 */
const kinds: Readonly<Record<string, RefusalKind>> = {
  '400': 'invalid-value',
  BadRequest: 'invalid-value',
  invalidRequest: 'invalid-value',
  RequestBodyRead: 'invalid-value',
  UnableToDeserializePostBody: 'invalid-value',
  ErrorInvalidArgument: 'invalid-value',
  ErrorInvalidProperty: 'invalid-value',
  ErrorInvalidPropertySet: 'invalid-value',
  ErrorInvalidRequest: 'invalid-value',
  ErrorPropertyValidationFailure: 'invalid-value',
  ErrorSchemaValidation: 'invalid-value',
  ErrorInvalidRecipients: 'invalid-address',
  ErrorInvalidSmtpAddress: 'invalid-address',
  ErrorCalendarDurationIsTooLong: 'invalid-times',
  ErrorCalendarEndDateIsEarlierThanStartDate: 'invalid-times',
  ErrorCalendarInvalidTimeZone: 'invalid-times',
  TimeZoneNotSupportedException: 'invalid-times',
  '413': 'too-large',
  ErrorDataSizeLimitExceeded: 'too-large',
  ErrorMessageSizeExceeded: 'too-large',
  RequestEntityTooLarge: 'too-large',
  '403': 'not-allowed',
  accessDenied: 'not-allowed',
  ErrorAccessDenied: 'not-allowed',
  ErrorItemSave: 'not-saved',
  ErrorItemSavePropertyError: 'not-saved',
  '409': 'busy',
  '412': 'busy',
  '423': 'busy',
  ErrorIrresolvableConflict: 'busy',
  ErrorStaleObject: 'busy',
  '408': 'trouble',
  '424': 'trouble',
  '500': 'trouble',
  '502': 'trouble',
  '503': 'trouble',
  '504': 'trouble',
  'no-answer': 'trouble',
  'timed-out': 'trouble',
  ErrorInternalServerError: 'trouble',
  ErrorInternalServerTransientError: 'trouble',
  ErrorTimeoutExpired: 'trouble',
  InternalServerError: 'trouble',
  generalException: 'trouble',
  serviceNotAvailable: 'trouble',
  ServiceUnavailable: 'trouble',
  UnknownError: 'trouble',
}

/** @param code what the link keeps of the last refusal: Microsoft's code, else the status */
export const refusalKind = (code: string | null): RefusalKind => kinds[code ?? ''] ?? 'other'
