import { apiNotFound } from '@/lib/web/api/api-not-found'

export const GET = apiNotFound
export const POST = apiNotFound
export const PUT = apiNotFound
export const PATCH = apiNotFound
export const DELETE = apiNotFound
