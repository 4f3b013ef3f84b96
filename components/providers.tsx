'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { isServer, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ToastRegion } from './ui/toast'
import { TooltipProvider } from './ui/tooltip'

let browserClient: QueryClient | undefined

/** One cache in the browser; on the server one per render, so that nobody sees another's data. */
function queryClient(): QueryClient {
  const make = () => new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: 1 } } })
  if (isServer) return make()
  browserClient ??= make()
  return browserClient
}

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider {...(nonce && { nonce })} disableStyleElements>
      <QueryClientProvider client={queryClient()}>
        <TooltipProvider delay={400}>
          {children}
          <ToastRegion />
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>
  )
}
