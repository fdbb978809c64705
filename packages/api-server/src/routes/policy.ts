import type { Handlers } from '../http/api-router.ts'
import { sendRevalidated } from '../http/response/entity-tag.ts'
import { sendJson } from '../http/response/send.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'

/** The rules in force. */
export function policyHandlers(service: TimesheetService): Pick<Handlers, 'getPolicy' | 'updatePolicy'> {
  return {
    async getPolicy({ res }) {
      sendRevalidated(res, await service.policy())
    },
    async updatePolicy({ res, caller, body }) {
      sendJson(res, 200, await service.updatePolicy(caller, body))
    },
  }
}
