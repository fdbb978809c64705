import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { CallerContext, callerOf, useClient } from '../api/context.ts'
import { meQuery } from '../api/queries.ts'
import { Failure } from '../components/PageState.tsx'
import { useTexts } from '../texts/index.ts'

interface CallerGateProps {
  /** Shown until the caller is known. */
  readonly pending: ReactNode
  readonly children: ReactNode
}

/** Shows its children to people who may read timesheets, and provides the caller's permissions. */
export function CallerGate({ pending, children }: CallerGateProps) {
  const { texts } = useTexts()
  const me = useQuery(meQuery(useClient()))
  // A page takes long to draw for the first time. Deferred, React does it in pieces, and the browser stays
  // responsive in between.
  const known = useDeferredValue(me.data)
  const caller = useMemo(() => known && callerOf(known), [known])
  if (me.isError && !me.data) return <Failure error={me.error} onRetry={() => void me.refetch()} />
  if (!known) return pending
  if (!caller) return <p className="notice">{texts.failure.mayNotRead}</p>
  return <CallerContext value={caller}>{children}</CallerContext>
}
