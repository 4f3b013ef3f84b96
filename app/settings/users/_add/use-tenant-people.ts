'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { callAction } from '@/components/call-action'
import type { ActionRefusal } from '@/lib/web/server-action'
import { searchTenant } from './actions'

/** A refusal on its way through the query, which knows failure only as an error. */
class Refused extends Error {
  constructor(readonly refusal: ActionRefusal) {
    super(refusal.code)
  }
}

/** The people of the tenant that fit the search, page after page, asked for while `enabled`. */
export function useTenantPeople(search: string, enabled: boolean) {
  const query = useInfiniteQuery({
    queryKey: ['users', 'tenant-people', search],
    queryFn: async ({ pageParam }) => {
      const result = await callAction(searchTenant({ search, skipToken: pageParam }))
      if (!result.ok) throw new Refused(result)
      return result.data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextSkipToken,
    enabled,
    retry: false,
    // Who has come in meanwhile is to be seen the next time the dialog opens.
    gcTime: 0,
  })
  return {
    people: query.data?.pages.flatMap(({ items }) => items),
    refusal: query.error instanceof Refused ? query.error.refusal : null,
    searching: query.isFetching,
    more: query.hasNextPage
      ? { pending: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
      : null,
  }
}
