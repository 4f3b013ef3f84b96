import type { Environment } from '@/lib/env'
import type { Facts } from './facts'

/** What the installation's variables say about warnings. */
export type Operator = Pick<Facts, 'secretEndsOn' | 'notificationsExpected'> & {
  /** Whether somebody is mailed about the installation itself; otherwise the administrators are. */
  hasAddress: boolean
}

export const operatorOf = (environment: Environment): Operator => ({
  secretEndsOn: environment.MICROSOFT_CLIENT_SECRET_EXPIRES ?? null,
  notificationsExpected: environment.MICROSOFT_NOTIFICATION_URL !== 'off',
  hasAddress: environment.OPERATOR_EMAIL !== undefined,
})
