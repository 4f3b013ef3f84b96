import { type Expression, ExpressionError, evaluateExpression, parseExpression } from '../protocol/expression'
import { canonicalJson, type Json } from '../protocol/json'
import type { FunctionConfig } from '../registration/function-config'
import type { EventBody } from './runner-event'

const parsed = new Map<string, Expression>()

/** Whether an event starts a function. A condition that has no answer, or not true or false, starts nothing. */
export function matchesTrigger(config: FunctionConfig, event: EventBody): boolean {
  return config.events.some(
    ({ event: name, expression }) =>
      name === event.name && (expression === null || valueFor(expression, event) === true),
  )
}

/** The key of a limit for one event, as text; one value for all events when there is no expression. */
export function keyFor(expression: string | null, event: EventBody): string {
  return expression === null ? '' : canonicalJson(valueFor(expression, event) ?? null)
}

/** Undefined where the expression has no answer for this event. */
function valueFor(text: string, event: EventBody): Json | undefined {
  const expression = parsed.get(text) ?? parseExpression(text)
  parsed.set(text, expression)
  try {
    return evaluateExpression(expression, event)
  } catch (error) {
    if (error instanceof ExpressionError) return undefined
    throw error
  }
}
