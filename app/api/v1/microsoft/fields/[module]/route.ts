import { z } from 'zod'
import { availableModule } from '@/lib/sync/connections/own-connection'
import { fieldLabel } from '@/lib/sync/modules/field-labels'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { moduleParams, SettingsJson } from '../../connection-json'

const Field = z.object({ name: z.string(), label: z.string(), type: z.string() })

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/fields/{module}', {
  GET: apiRoute({
    summary: 'What can be mapped, and the product’s own mapping',
    tag: 'Microsoft 365',
    params: moduleParams,
    response: z.object({
      crm: z.array(Field.extend({ required: z.boolean() })),
      microsoft: z.array(Field),
      defaults: SettingsJson.shape.mapping,
    }),
    async run(context, { params }) {
      const module = await availableModule(context, params.module)
      return {
        crm: module.crmFields.map(({ name, type, required }) => ({
          name,
          label: fieldLabel(name),
          type,
          required: required ?? false,
        })),
        microsoft: module.microsoftFields.map(({ name, type }) => ({ name, label: fieldLabel(name), type })),
        defaults: [...module.defaultMapping],
      }
    },
  }),
})
