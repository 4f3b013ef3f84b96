/** True when something answers HTTP at this address with a status below `limit`. */
export async function answers(url: string, limit = 600): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.status < limit
  } catch {
    return false
  }
}
