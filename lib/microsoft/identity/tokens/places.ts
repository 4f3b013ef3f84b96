/** Where a sealed token belongs: authenticated with it, so that it cannot be read out of any other row. */
export const applicationPlace = (tenantId: string): string => `microsoft_app_token/${tenantId}/access`

export const delegatedPlace = (identityId: string, column: 'access' | 'refresh'): string =>
  `microsoft_token/${identityId}/${column}`
