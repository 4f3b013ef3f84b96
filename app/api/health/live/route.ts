import { connection } from 'next/server'

/** Liveness: the process answers. Whether it can work is `/api/health`'s to say; starting it anew would not help that. */
export async function GET(): Promise<Response> {
  await connection()
  return Response.json({ status: 'ok' })
}
