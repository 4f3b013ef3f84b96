'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { isServer, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { FullText } from './ui/full-text'
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

export function Providers({ children }: { children: ReactNode }) {
  return (
    // The security policy allows no style element; globals.css does what Base UI would write into one.
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient()}>
        <TooltipProvider delay={400}>
          {children}
          <ToastRegion />
          <FullText />
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>
  )
}
