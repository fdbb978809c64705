import { describe, expect, it } from 'vitest'
import { abortable, sleep } from '../../../src/auth/issuer/abort.ts'
import { failureOf } from '../support/everything-in.ts'

const never = new Promise<never>(() => {})

describe('abortable', () => {
  it('is the promise where nothing aborts', async () => {
    await expect(abortable(Promise.resolve(1), undefined)).resolves.toBe(1)
    await expect(abortable(Promise.resolve(1), new AbortController().signal)).resolves.toBe(1)
    const failure = new Error('own')
    expect(await failureOf(abortable(Promise.reject(failure), new AbortController().signal))).toBe(failure)
  })

  it('fails with the reason when the signal aborts, or has', async () => {
    const controller = new AbortController()
    const waiting = failureOf(abortable(never, controller.signal))
    controller.abort('enough')
    expect(await waiting).toMatchObject({ code: 'aborted', cause: 'enough' })
    expect(await failureOf(abortable(never, controller.signal))).toMatchObject({ code: 'aborted' })
  })
})

describe('sleep', () => {
  it('ends after its time, or with its signal', async () => {
    await expect(sleep(1, new AbortController().signal)).resolves.toBeUndefined()
    expect(await failureOf(sleep(3_600_000, AbortSignal.abort()))).toMatchObject({ code: 'aborted' })
  })
})
