import type { Me } from '../../contract/me.ts'
import type { NounContext } from '../core.ts'
import type { CallOptions } from '../request/call-options.ts'

/** The caller as the API sees it: identity, scopes, person. */
export type GetMe = (options?: CallOptions) => Promise<Me>

export function me({ caller }: NounContext): GetMe {
  return async (options) => (await caller.call('getMe', {}, options)).value
}
