/**
 * Calls `react` when the process that started us is gone. npm passes a signal on to its shell only, which dies of it
 * without telling us; being adopted by another process does tell.
 */
export function onParentGone(react: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    react()
  }, 500)
  timer.unref()
}
