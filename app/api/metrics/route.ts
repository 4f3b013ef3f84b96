import { connection } from 'next/server'
import { environment } from '@/lib/env'
import { database } from '@/lib/web/database'
import { metricsAnswer } from './metrics-answer'

/** Figures for a collector that knows METRICS_TOKEN. */
export async function GET(request: Request): Promise<Response> {
  await connection()
  return metricsAnswer(request, { db: database(), now: new Date(), token: environment().METRICS_TOKEN })
}
