import 'server-only'
import { DomainError } from '@/lib/errors'
import { requestId } from '../request-id'
import { problemResponse } from './problem'

/** The answer below `/api/v1` where there is no resource, in the form of all refusals there. */
export const apiNotFound = async (request: Request): Promise<Response> =>
  problemResponse(new DomainError('not-found'), { 'x-request-id': requestId(request.headers) })
