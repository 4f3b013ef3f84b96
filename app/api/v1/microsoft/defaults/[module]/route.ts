import {
  ConnectionSettings,
  organisationDefault,
  setOrganisationDefault,
  type WholeSettings,
} from '@/lib/sync/connections/connection-settings'
import { availableModule } from '@/lib/sync/connections/own-connection'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { moduleParams, SettingsJson } from '../../connection-json'

const tag = 'Microsoft 365'
const settingsJson = ({ mapping, valueMaps, options }: WholeSettings) => ({
  mapping,
  values: valueMaps,
  options,
})

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/defaults/{module}', {
  GET: apiRoute({
    summary: "The organisation's start for everybody",
    tag,
    params: moduleParams,
    response: SettingsJson,
    run: async (context, { params }) =>
      settingsJson(await organisationDefault(context, await availableModule(context, params.module))),
  }),
  PUT: apiRoute({
    summary: "Set the organisation's start for everybody",
    tag,
    permission: 'manage-integrations',
    params: moduleParams,
    body: ConnectionSettings,
    response: SettingsJson,
    run: async (context, { params, body }) =>
      settingsJson(
        await setOrganisationDefault(context, await availableModule(context, params.module), body),
      ),
  }),
})
