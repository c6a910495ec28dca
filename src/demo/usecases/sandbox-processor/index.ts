export {
  findSandboxCharge as findCharge,
  findSandboxSession as findHostedPage,
  newestSandboxCharges as newestCharges,
  type SandboxCharge,
  type SandboxSession,
} from '../../store/sandbox-processor.ts';
export { closeHostedPage } from './close-hosted-page.ts';
export { deliverWebhooks, type SendWebhook } from './deliver-webhooks.ts';
export { isDeliveryWaiting } from './enqueue-delivery.ts';
export { type Happening, happenToCharge } from './happen-to-charge.ts';
export type { Sandbox } from './sandbox.ts';
export { sandboxProcessor } from './sandbox-processor.ts';
export { submitHostedPage } from './submit-hosted-page.ts';
export type { TypedMethod } from './test-numbers.ts';
