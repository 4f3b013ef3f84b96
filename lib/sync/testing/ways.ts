/** Brings a request to Microsoft. @returns its answer */
type Carry = (request: Request) => Promise<Response>
/** What becomes of a request between the engine and Microsoft. Throws where its answer is lost. */
export type Way = (request: Request, carry: Carry) => Promise<Response>

export const asItComes: Way = (request, carry) => carry(request)
