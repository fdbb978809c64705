import type { Policy, PolicyPatch } from '../../model/policy.ts'
import type { NounContext } from '../core.ts'
import type { CallOptions } from '../request/call-options.ts'

/** The rules in force. Every method fails with {@link TimesheetsError}. */
export interface PolicyOfApi {
  /** The rules in force. */
  get(options?: CallOptions): Promise<Policy>
  /** Changes the fields that the patch names; needs `manage:timesheets`. */
  update(patch: PolicyPatch, options?: CallOptions): Promise<Policy>
}

export function policy({ caller }: NounContext): PolicyOfApi {
  return {
    async get(options) {
      return (await caller.call('getPolicy', {}, options)).value
    },
    async update(patch, options) {
      return (await caller.call('updatePolicy', { body: JSON.stringify(patch) }, options)).value
    },
  }
}
