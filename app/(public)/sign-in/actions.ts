'use server'

import { z } from 'zod'
import { signInByMicrosoft, signInByPassword } from '@/lib/web/auth/sign-in'
import { publicAction } from '@/lib/web/server-action'

const destination = { returnTo: z.string().optional() }

/** Goes on to `returnTo` when it succeeds, so only a refusal ever comes back. */
export const signIn = publicAction({
  input: z.object({ email: z.string().trim(), password: z.string(), ...destination }),
  run: (form) => signInByPassword(form),
})

export const continueWithMicrosoft = publicAction({
  input: z.object(destination),
  run: (form) => signInByMicrosoft(form),
})
