import { contactResources } from '../../_resources'

export const { GET, POST, PUT, PATCH, DELETE } = contactResources.restore
