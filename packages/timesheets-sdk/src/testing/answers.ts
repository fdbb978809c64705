import { HttpResponse } from 'msw/http'
import type { Refusal } from './refusal.ts'

/** An answer with JSON. */
export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Response {
  return new HttpResponse(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })
}

export function textAnswer(mediaType: string, text: string): Response {
  return new HttpResponse(text, { headers: { 'Content-Type': `${mediaType}; charset=utf-8` } })
}

/** A refusal as `application/problem+json` (RFC 9457). */
export function problemAnswer(refusal: Refusal, request: Request, requestId: string): Response {
  const { problem, headers } = refusal
  const body = { ...problem, instance: new URL(request.url).pathname, requestId }
  return jsonAnswer(problem.status, body, {
    ...headers,
    'Content-Type': 'application/problem+json; charset=utf-8',
  })
}
