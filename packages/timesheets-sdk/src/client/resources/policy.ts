import type { Policy, PolicyPatch } from '../../model/policy.ts'
import type { NounContext } from '../core.ts'
import type { CallOptions } from '../request/call-options.ts'

/** The rules in force. Every method fails with {@link TimesheetsError}. */
export interface PolicyOfApi {
  /** The rules in force. */
  get(options?: CallOptions): Promise<Policy>
  /** Changes the fields that the patch names; needs `manage:timesheets`. */
  update(patch: PolicyPatch, options?: UpdatePolicyOptions): Promise<Policy>
}

export interface UpdatePolicyOptions extends CallOptions {
  /**
   * The entity tag of the policy that the change is based on, of `recordEtagOf` in `timesheets-sdk/rules`.
   * If another change came first, the call fails with `precondition_failed`. Without it the last change wins.
   */
  readonly ifMatch?: string | undefined
}

export function policy({ caller }: NounContext): PolicyOfApi {
  return {
    async get(options) {
      return (await caller.call('getPolicy', {}, options)).value
    },
    async update(patch, options = {}) {
      const call = { body: JSON.stringify(patch), ifMatch: options.ifMatch }
      return (await caller.call('updatePolicy', call, options)).value
    },
  }
}
