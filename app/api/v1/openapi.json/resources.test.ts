import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '@/lib/web/api/openapi'
import { resources } from './resources'

const api = fileURLToPath(new URL('..', import.meta.url))

type Operation = {
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<string, unknown>
}

describe('the OpenAPI document', () => {
  const document = openApiDocument(resources, 'http://crm.example')
  const paths = document.paths as Record<string, Record<string, Operation>>

  it('has every resource that has a route, under the path that Next.js serves it at', () => {
    const served = readdirSync(api, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('route.ts'))
      .map((file) => `/${dirname(file)}`.replace(/\/\([^)]+\)/g, '').replace(/\[(\w+)\]/g, '{$1}'))
      .filter((path) => path !== '/openapi.json' && !path.startsWith('/[['))
    expect(Object.keys(paths).sort()).toEqual(served.sort())
  })

  it('is of version 3.1 and says where it is served', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://crm.example/api/v1' }] })
  })

  it('describes parameters as they travel, and bodies that take no unknown member', () => {
    expect(paths['/users']?.get?.parameters).toMatchObject([
      { name: 'limit', in: 'query' },
      { name: 'cursor', in: 'query' },
    ])
    expect(paths['/users/{id}']?.patch?.parameters?.[0]).toMatchObject({
      name: 'id',
      in: 'path',
      required: true,
    })
    const body = paths['/profiles']?.post?.requestBody?.content['application/json']?.schema
    expect(body).toMatchObject({ additionalProperties: false, required: ['name', 'permissions'] })
    expect(Object.keys(paths['/profiles']?.post?.responses ?? {})).toEqual(['201', 'default'])
  })

  it('names each operation once', () => {
    const ids = Object.values(paths).flatMap((path) =>
      Object.values(path).map((operation) => (operation as { operationId?: string }).operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})
