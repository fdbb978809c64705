import type { ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { Lifecycle } from '../../../src/http/observe/lifecycle.ts'

function response(headersSent = false) {
  const headers: Record<string, unknown> = {}
  const socket = new PassThrough()
  const res = {
    headersSent,
    socket,
    setHeader: (name: string, value: unknown) => {
      headers[name] = value
    },
  } as unknown as ServerResponse
  return { res, headers, socket }
}

test('a connection is busy from the request to the end of its response', () => {
  const lifecycle = new Lifecycle()
  const { res, socket } = response()
  expect(lifecycle.isBusy(socket)).toBe(false)
  lifecycle.begin(res)
  expect(lifecycle.isBusy(socket)).toBe(true)
  expect(lifecycle.isResponding(socket)).toBe(false)
  lifecycle.end(res)
  expect(lifecycle.isBusy(socket)).toBe(false)
})

test('a response that has started is distinguished from one that has not', () => {
  const lifecycle = new Lifecycle()
  const { res, socket } = response(true)
  lifecycle.begin(res)
  expect(lifecycle.isResponding(socket)).toBe(true)
})

test('after the stop, responses close their connections if their header has not been sent', () => {
  const lifecycle = new Lifecycle()
  const underWay = response()
  const begun = response(true)
  const toCome = response()
  let responded = 0
  lifecycle.begin(underWay.res)
  lifecycle.begin(begun.res)
  expect(lifecycle.stopping).toBe(false)
  lifecycle.stop(() => {
    responded++
  })
  lifecycle.begin(toCome.res)
  expect(lifecycle.stopping).toBe(true)
  expect(underWay.headers).toEqual({ Connection: 'close' })
  expect(begun.headers).toEqual({})
  expect(toCome.headers).toEqual({ Connection: 'close' })
  lifecycle.end(underWay.res)
  lifecycle.end(begun.res)
  expect(responded).toBe(2)
})
