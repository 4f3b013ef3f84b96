import type { TenantPerson } from '@/lib/microsoft/directory/list-tenant-people'

export type InvitedPerson = Pick<TenantPerson, 'id' | 'name' | 'upn' | 'mail'>

/** Where she reads mail, which in her tenant is a login of hers like her user name (I2). */
export const addressOf = ({ mail, upn }: InvitedPerson): string => mail ?? upn
