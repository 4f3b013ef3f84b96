import type { AppRegistration } from '../core/registration'
import type { World } from '../world'
import type { Authority } from './authority'
import { missingParameter, registeredApp } from './authorize-request'
import { IdentityError } from './identity-error'

/** The app calling the token endpoint, proven by its secret in the body or in a Basic header. @throws IdentityError */
export function authenticateClient(
  world: World,
  authority: Authority,
  headers: Headers,
  form: URLSearchParams,
): AppRegistration {
  const basic = readBasic(headers.get('authorization'))
  const clientId = form.get('client_id') ?? basic?.clientId ?? null
  if (clientId === null) throw missingParameter('client_id')
  const app = registeredApp(world, authority, clientId)
  const secret = form.get('client_secret') ?? basic?.secret ?? null
  if (secret === null) {
    const text = `The request body must contain the following parameter: 'client_assertion' or 'client_secret'.`
    throw new IdentityError('invalid_client', 7000218, text)
  }
  if (!app.secrets.includes(secret)) {
    throw new IdentityError(
      'invalid_client',
      7000215,
      `Invalid client secret provided for app '${app.appId}'.`,
    )
  }
  return app
}

/** RFC 6749, 2.3.1: both halves are form-encoded before they are joined. */
function readBasic(header: string | null): { clientId: string; secret: string } | null {
  const encoded = /^Basic\s+(.+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const [clientId = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))
  return { clientId: decode(clientId), secret: decode(rest.join(':')) }
}
