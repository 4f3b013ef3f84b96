import type { GraphReply } from './call'

export const ok = (body: unknown): GraphReply => ({ status: 200, body })

/** 201 with `Location`: the absolute address of what was made. */
export const created = (body: unknown, location: string): GraphReply => ({
  status: 201,
  body,
  headers: { Location: location },
})

export const accepted = (): GraphReply => ({ status: 202 })

export const noContent = (): GraphReply => ({ status: 204 })
