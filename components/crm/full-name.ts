/** First and last name as people say them. */
export function fullName({ firstName, lastName }: Readonly<Record<string, unknown>>): string {
  return [firstName, lastName]
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join(' ')
}
