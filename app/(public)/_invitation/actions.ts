'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { readPreferences } from '@/i18n/preferences'
import { NewPassword } from '@/lib/access/accounts/new-password'
import { proveByPassword } from '@/lib/access/accounts/sign-in-with-password'
import { TimeZone } from '@/lib/access/time-zone'
import { DomainError } from '@/lib/errors'
import { clientAddress } from '@/lib/web/auth/client-address'
import { signOutHere } from '@/lib/web/auth/sign-in'
import { currentArrival, findSession } from '@/lib/web/context'
import { database } from '@/lib/web/database'
import { publicAction } from '@/lib/web/server-action'
import { acceptance, comeIn, keyOf, requireArrival } from './come-in'

/** A new user with a password: the link has shown that the address is hers. */
export const joinWithPassword = publicAction({
  input: z.object({
    ...acceptance,
    name: z.string().trim().min(1).max(255),
    password: NewPassword,
    timeZone: TimeZone,
  }),
  async run({ name, password, timeZone, ...form }) {
    const { locale } = await readPreferences()
    return comeIn(keyOf(form, null), { as: 'new-account', name, password, locale, timeZone }, form)
  },
})

/** Whoever has just signed in with Microsoft. */
export const joinWithMicrosoft = publicAction({
  input: z.object({ ...acceptance, timeZone: TimeZone }),
  async run({ timeZone, ...form }) {
    const arrival = await requireArrival()
    const { locale } = await readPreferences()
    return comeIn(keyOf(form, { arrival }), { as: 'microsoft', arrival, locale, timeZone }, form)
  },
})

/** Whoever is signed in to the CRM: with the invited address, or to link her account (U4). */
export const joinAsViewer = publicAction({
  input: z.object(acceptance),
  async run(form) {
    const viewer = await findSession()
    if (viewer === null) throw new DomainError('unauthenticated')
    const { accountId, bound } = viewer
    return comeIn(keyOf(form, { accountId }), { as: 'account', accountId, bound, arrival: null }, form)
  },
})

/** The account that she has here already, under this address or another (U4). */
export const joinBySigningIn = publicAction({
  input: z.object({ ...acceptance, email: z.string().trim().max(320), password: z.string().max(1000) }),
  async run({ email, password, ...form }) {
    const arrival = await currentArrival()
    const key = keyOf(form, arrival && { arrival })
    const credentials = { email, password, address: clientAddress(await headers()) }
    const accountId = await proveByPassword(database(), credentials, new Date())
    return comeIn(key, { as: 'account', accountId, bound: false, arrival }, form)
  },
})

/** Signs out and comes back to the invitation. */
export const leaveAccount = publicAction({
  input: z.object({ returnTo: z.string().max(300) }),
  run: ({ returnTo }) => signOutHere(returnTo),
})
