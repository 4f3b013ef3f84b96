import { describe, expect, it } from 'vitest'
import { contactsModule } from '@/lib/sync/modules/contacts'
import * as one from './connections/[module]/route'
import * as defaults from './defaults/[module]/route'
import * as fields from './fields/[module]/route'
import { connectionsApi, contacts } from './testing/connections-api'

const http = connectionsApi()

describe('defaults and fields', () => {
  it('an administrator sets where everybody starts; a member may not', async () => {
    const mapping = contactsModule.defaultMapping.slice(0, 3)
    const body = { mapping, options: { conflict: 'crm' } }
    expect(await http.api(defaults.PUT, 'PUT', { ...contacts, body })).toMatchObject({
      status: 403,
      body: { permission: 'manage-integrations' },
    })
    const admin = await http.as(await http.world.crm.admin())
    expect(await admin(defaults.PUT, 'PUT', { ...contacts, body })).toMatchObject({ status: 200 })
    const shown = await http.api(defaults.GET, 'GET', contacts)
    expect(shown.body).toMatchObject({ mapping, options: { conflict: 'crm', deleteInCrm: false } })
    await http.isOff()
    expect((await http.api(one.PUT, 'PUT', contacts)).body).toMatchObject({
      mapping,
      options: { conflict: 'crm' },
    })
  })

  it('fields say what can be mapped, in Graph’s names', async () => {
    const { body } = await http.api(fields.GET, 'GET', contacts)
    expect(body.crm).toContainEqual({ name: 'lastName', label: 'Last name', type: 'text', required: true })
    expect(body.microsoft).toContainEqual({
      name: 'businessAddress.city',
      label: 'Business address: city',
      type: 'text',
    })
    expect(body.defaults).toEqual(contactsModule.defaultMapping)
    const meetings = await http.api(fields.GET, 'GET', { params: { module: 'meetings' } })
    expect(meetings.body.crm).toContainEqual({
      name: 'start',
      label: 'Start',
      type: 'moment',
      required: true,
    })
    expect(meetings.body.defaults).toContainEqual({ crm: 'title', microsoft: 'subject', direction: 'both' })
    expect(await http.api(fields.GET, 'GET', { params: { module: 'tasks' } })).toMatchObject({
      status: 409,
      body: { code: 'not-available' },
    })
  })
})
