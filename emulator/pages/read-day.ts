import { z } from 'zod'

/** A day of a form or an address, `YYYY-MM-DD`; null when it is none. */
export const readDay = (text: string | undefined): string | null => z.iso.date().safeParse(text).data ?? null
