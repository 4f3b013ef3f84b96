/** Runs once when the server starts: it must not serve with variables that are missing or wrong. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { environment } = await import('@/lib/env')
  environment()
  const { watchSweep } = await import('@/lib/web/watch-sweep')
  watchSweep()
}
