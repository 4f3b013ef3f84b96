/** How many days a key works. */
export const lifetimes = ['never', '30', '90', '365'] as const
export type Lifetime = (typeof lifetimes)[number]
