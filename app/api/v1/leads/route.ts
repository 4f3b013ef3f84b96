import { leadResources } from './_resources'

export const { GET, POST, PUT, PATCH, DELETE } = leadResources.list
