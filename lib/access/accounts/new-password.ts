import { z } from 'zod'

/** Length is what makes a password strong (NIST SP 800-63B); the upper bound only keeps the hash's work in bounds. */
export const NewPassword = z.string().min(10).max(200)

/** A login, as it is stored and compared. */
export const LoginEmail = z.string().trim().toLowerCase().max(254).pipe(z.email())
