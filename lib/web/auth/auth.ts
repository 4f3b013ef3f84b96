import 'server-only'
import { headers } from 'next/headers'
import NextAuth, { CredentialsSignin, type NextAuthConfig, type User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { signInWithMicrosoft } from '@/lib/access/accounts/sign-in-with-microsoft'
import { signInWithPassword } from '@/lib/access/accounts/sign-in-with-password'
import { noteArrival } from '@/lib/access/arrivals/arrivals'
import { signOut as endOfSession } from '@/lib/access/sessions/sign-out'
import { SESSION_MS } from '@/lib/access/sessions/start-session'
import { type Environment, environment, tellNextAuthItsAddress } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'
import { database } from '../database'
import { clientAddress } from './client-address'
import { MICROSOFT_PROVIDER, MicrosoftClaims, microsoftProvider } from './microsoft-provider'

/**
 * What the signed cookie holds: the id of a row of ours, which is looked at with every request. It is a session, or the
 * arrival of a Microsoft 365 user who has no account to sign in to.
 */
const Token = z.union([z.object({ sessionId: z.guid() }), z.object({ arrivalId: z.guid() })])
type Token = z.infer<typeof Token>

declare module 'next-auth' {
  interface User {
    opens?: Token
  }
}

const PasswordForm = z.object({ email: z.string().max(320), password: z.string().min(1).max(1000) })

/** The refusal's code travels to the sign-in action; next-auth itself would only say "credentials". */
export class SignInRefused extends CredentialsSignin {
  constructor(readonly refusal: DomainError) {
    super(refusal.code, { cause: refusal })
    this.code = refusal.code
  }
}

export const { handlers, auth, signIn, signOut } = NextAuth((request) => config(environment(), request))

/** @param request none where next-auth is called by an action of ours */
function config(env: Environment, request: Pick<Request, 'headers'> | undefined): NextAuthConfig {
  const address = async () => clientAddress(request?.headers ?? (await headers()))
  tellNextAuthItsAddress(env.APP_URL)
  return {
    secret: env.AUTH_SECRET,
    trustHost: true,
    session: { strategy: 'jwt', maxAge: SESSION_MS / 1000 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [passwordProvider(), microsoftProvider(env)],
    callbacks: {
      signIn: async ({ user, account, profile }) =>
        account?.provider === MICROSOFT_PROVIDER ? admitMicrosoftUser(user, profile, await address()) : true,
      jwt: ({ token, user }) => user?.opens ?? token,
      session: ({ session, token }) => ({ expires: session.expires, ...Token.parse(token) }),
    },
    events: {
      async signOut(message) {
        const token = 'token' in message ? Token.safeParse(message.token) : null
        if (token?.success && 'sessionId' in token.data) {
          await endOfSession(database(), token.data.sessionId, {
            now: new Date(),
            address: await address(),
          })
        }
      },
    },
    logger: {
      // A refusal is no error; the rest is logged by name, because messages of next-auth may hold what was typed.
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) log.error({ type: error.name }, 'sign-in failed')
      },
      warn: (code) => log.warn({ code }, 'sign-in warning'),
      debug: () => {},
    },
  }
}

function passwordProvider() {
  return Credentials({
    credentials: { email: {}, password: {} },
    async authorize(form, request) {
      const parsed = PasswordForm.safeParse(form)
      if (!parsed.success) return null
      try {
        const attempt = { ...parsed.data, address: clientAddress(request.headers) }
        const { sessionId } = await signInWithPassword(database(), attempt, new Date())
        return { opens: { sessionId } }
      } catch (error) {
        throw error instanceof DomainError ? new SignInRefused(error) : error
      }
    },
  })
}

/**
 * Gives the user that next-auth made of the claims our session. Somebody without one goes on as well, as an arrival: the
 * page she comes to says what she can do.
 */
async function admitMicrosoftUser(user: User, profile: unknown, address: string): Promise<true | string> {
  const claims = MicrosoftClaims.safeParse(profile)
  if (!claims.success) return '/sign-in?error=no-account'
  const { tid, oid, name, preferred_username: upn, email, acct } = claims.data
  const person = { tid, oid, name, upn, mail: email ?? null, guest: acct === 1 }
  const now = new Date()
  try {
    user.opens = await signInWithMicrosoft(database(), person, now, address)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    user.opens = await noteArrival(database(), person, now)
  }
  return true
}
