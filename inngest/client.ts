import { Inngest } from 'inngest'

/** The product's side of Inngest; where the server is, and the keys, come from Inngest's own variables. */
export const inngest = new Inngest({ id: 'tandem-crm', checkpointing: false })
