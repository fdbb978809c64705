import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { CallerContext, callerOf, useClient } from '../api/context.ts'
import { meQuery } from '../api/queries.ts'
import { Failure, Skeleton } from '../components/PageState.tsx'
import { useTexts } from '../texts/index.ts'

/** Shows its children to people who may read timesheets, and provides the caller's permissions. */
export function CallerGate({ children }: { children: ReactNode }) {
  const { texts } = useTexts()
  const me = useQuery(meQuery(useClient()))
  if (me.isError && !me.data) return <Failure error={me.error} onRetry={() => void me.refetch()} />
  if (!me.data) return <Skeleton />
  const caller = callerOf(me.data)
  if (!caller) return <p className="notice">{texts.failure.mayNotRead}</p>
  return <CallerContext value={caller}>{children}</CallerContext>
}
