/** Who stands in an organisation's lists for somebody who has deleted her account. Nobody can be reached there (RFC 2606). */
export function formerMember(
  id: string,
  /** To tell several apart; null where nobody compares. */
  number: number | null,
  locale: 'en' | 'fr' | null = null,
): { name: string; email: string } {
  const name = locale === 'fr' ? 'Ancien membre' : 'Former member'
  return { name: number === null ? name : `${name} ${number}`, email: `former-${id}@deleted.invalid` }
}
