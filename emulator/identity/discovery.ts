import type { World } from '../world'
import type { Authority } from './authority'

/** The issuer of an authority's metadata: `common` and `organizations` carry the literal `{tenantid}`. */
export function metadataIssuer(world: World, { tenant }: Authority): string {
  return `${world.baseUrl}/${tenant?.id ?? '{tenantid}'}/v2.0`
}

/** learn.microsoft.com/entra/identity-platform/v2-protocols-oidc */
export function discoveryDocument(world: World, authority: Authority) {
  const base = `${world.baseUrl}/${authority.tenant?.id ?? authority.segment}`
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: metadataIssuer(world, authority),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${world.graphUrl}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'cloud_instance_name',
      'cloud_instance_host_name',
      'cloud_graph_host_name',
      'msgraph_host',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'acr',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'at_hash',
      'c_hash',
      'email',
    ],
    tenant_region_scope: authority.tenant ? 'EU' : null,
    cloud_instance_name: new URL(world.baseUrl).host,
    cloud_graph_host_name: new URL(world.graphUrl).host,
    msgraph_host: new URL(world.graphUrl).host,
  }
}
