import { expect, it, vi } from 'vitest'
import { exclusive } from '../../src/auth/exclusive.ts'

it.each(['with', 'without'])('runs work under one name in turn, %s Web Locks', async (locks) => {
  if (locks === 'without') vi.stubGlobal('navigator', {})
  try {
    const seen: string[] = []
    const work = (name: string) => async () => {
      seen.push(`${name} begins`)
      await Promise.resolve()
      seen.push(`${name} ends`)
      if (name === 'first') throw new Error('failed')
    }
    const outcomes = await Promise.allSettled([
      exclusive('exclusive-test', work('first')),
      exclusive('exclusive-test', work('second')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  } finally {
    vi.unstubAllGlobals()
  }
})
