/** Steps in a doubling of the delay: neighbours differ by 9%. */
const stepsPerDoubling = 8
/** Where no delay was measured. */
export const unmeasured = -1

/** How many changes fell on each step of delay. */
export type DelaySteps = ReadonlyMap<number, number>

export const stepOf = (delayMs: number): number =>
  Math.floor(stepsPerDoubling * Math.log2(Math.max(1, delayMs)))

/** The delay in ms that this part (0 … 1) of the measured changes stayed within; null when none was measured. */
export function percentileOf(steps: DelaySteps, part: number): number | null {
  const measured = [...steps].filter(([step]) => step !== unmeasured).sort(([a], [b]) => a - b)
  const total = measured.reduce((sum, [, count]) => sum + count, 0)
  let passed = 0
  for (const [step, count] of measured) {
    passed += count
    // The middle of the step: half a step too high or too low at most.
    if (passed >= part * total) return Math.round(2 ** ((step + 0.5) / stepsPerDoubling))
  }
  return null
}
