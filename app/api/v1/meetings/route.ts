import { meetingResources } from './_resources'

export const { GET, POST, PUT, PATCH, DELETE } = meetingResources.list
