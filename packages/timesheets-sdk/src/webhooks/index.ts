export { WebhookVerificationError, type WebhookVerificationErrorCode } from './error.ts'
export type { WebhookPayload } from './payload.ts'
export { type VerifyWebhookOptions, verifyWebhook, type WebhookHeaders } from './verify.ts'
