import { taskResources } from '../_resources'

export const { GET, POST, PUT, PATCH, DELETE } = taskResources.one
