import type { Caller } from '../rules/caller.ts'
import type { Content } from './read-request.ts'
import { refuse } from './refusal.ts'

interface Kept {
  readonly asked: string
  readonly answer: Response
}

/** Answers that were given under an `Idempotency-Key`, given again when it comes again. */
export class KeptAnswers {
  readonly #kept = new Map<string, Kept>()

  /** @throws {Refusal} when the key came with another body before */
  answer(request: Request, caller: Caller, content: Content, work: () => Response): Response {
    const key = request.headers.get('idempotency-key')
    if (key === null) return work()
    const { pathname, search } = new URL(request.url)
    const scope = JSON.stringify([caller.clientId, caller.subject, pathname, key])
    const asked = JSON.stringify([search, content])
    const kept = this.#kept.get(scope)
    if (kept === undefined) {
      const answer = work()
      this.#kept.set(scope, { asked, answer: answer.clone() })
      return answer
    }
    if (kept.asked === asked) return kept.answer.clone()
    throw refuse(
      'idempotency_key_reused',
      'this Idempotency-Key was used with another body: use a new key for a new request',
    )
  }

  clear(): void {
    this.#kept.clear()
  }
}
