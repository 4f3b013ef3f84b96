type Notification = { changeType?: string; lifecycleEvent?: string; resourceData?: { id: string } } & Record<
  string,
  unknown
>

/** An app's endpoint: answers the handshake, keeps what it is told. Change `answer` to let it fail. */
export function webhook() {
  const hook = {
    url: 'https://crm.example/api/notifications',
    lifecycleUrl: 'https://crm.example/api/lifecycle',
    validations: [] as { url: string; contentType: string | null }[],
    received: [] as Notification[],
    requests: 0,
    answer: async (): Promise<Response> => new Response(null, { status: 202 }),
    validate: async (token: string): Promise<Response> =>
      new Response(token, { headers: { 'content-type': 'text/plain' } }),
    async fetch(request: Request): Promise<Response> {
      const token = new URL(request.url).searchParams.get('validationToken')
      if (token !== null) {
        hook.validations.push({
          url: request.url.split('?')[0] ?? '',
          contentType: request.headers.get('content-type'),
        })
        return hook.validate(token)
      }
      hook.requests += 1
      const answer = await hook.answer()
      if (answer.ok) hook.received.push(...((await request.json()) as { value: Notification[] }).value)
      return answer
    },
  }
  return hook
}
