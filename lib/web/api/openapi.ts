import { z } from 'zod'
import { productName } from '@/lib/product'
import type { ApiHandler } from './api-resource'
import type { ApiRoute } from './api-route'

type Json = Record<string, unknown>

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    permission: z.string().optional().meta({ description: 'of a 403: the permission that is missing' }),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ description: 'RFC 9457 problem details' })

const header = (description: string) => ({ description, schema: { type: 'string' } })

/** The OpenAPI 3.1 document of the given resources, made from the schemas that validate their requests. */
export function openApiDocument(handlers: readonly ApiHandler[], appUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const { resource } of handlers) {
    paths[resource.path] = Object.fromEntries(
      Object.entries(resource.routes).map(([method, route]) => [
        method.toLowerCase(),
        operation(method, resource.path, route),
      ]),
    )
  }
  return {
    openapi: '3.1.0',
    info: { title: productName, version: '1', description: 'Every refusal is an RFC 9457 problem.' },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'Settings > API keys' } },
      schemas: { Problem: jsonSchema(Problem, 'output') },
      responses: {
        Problem: {
          description: 'Refused; `code` says why',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function operation(method: string, path: string, route: ApiRoute): Json {
  const status = route.status ?? (route.response === null ? 204 : method === 'POST' ? 201 : 200)
  const etag = route.version === undefined ? {} : { headers: { ETag: header('version of the record') } }
  const parameters = [
    ...parametersOf('path', path, route.params),
    ...parametersOf('query', path, route.query),
    ...headerParameters(method, route),
  ]
  return {
    operationId: operationId(method, path),
    summary: route.summary,
    tags: [route.tag],
    ...(route.permission === undefined
      ? {}
      : { description: `Needs the permission \`${route.permission}\`.` }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined
      ? {}
      : { requestBody: { content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } } }),
    responses: {
      [status]:
        route.response === null
          ? { description: 'Done' }
          : {
              description: 'Done',
              ...etag,
              content: { 'application/json': { schema: jsonSchema(route.response, 'output') } },
            },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function parametersOf(place: 'path' | 'query', path: string, schema: z.ZodType | undefined): Json[] {
  if (!(schema instanceof z.ZodObject)) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input')
  return Object.entries(properties)
    .filter(([name]) => place === 'query' || path.includes(`{${name}}`))
    .map(([name, property]) => ({
      name,
      in: place,
      ...(place === 'path' || required.includes(name) ? { required: true } : {}),
      schema: property,
    }))
}

function headerParameters(method: string, route: ApiRoute): Json[] {
  const parameter = (name: string, description: string) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  })
  if (method === 'POST' && route.idempotent !== false) {
    return [parameter('Idempotency-Key', 'The first answer is given again to a repetition, for 24 hours')]
  }
  const conditional = (method === 'PATCH' && route.version !== undefined) || route.ifMatch === true
  return conditional ? [parameter('If-Match', 'ETag that the record still has to have')] : []
}

type ObjectSchema = Json & { properties?: Record<string, Json>; required?: string[] }

/** Values that travel as text and arrive as something else (a limit, an instant) are described as they travel. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): ObjectSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' })
  return rest as ObjectSchema
}

const operationId = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .split(/[/{}-]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
