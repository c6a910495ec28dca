import { randomBytes } from 'node:crypto';
import { paymentReference } from '../../domain/payments/index.ts';

export const newReference = (): string => paymentReference(randomBytes(10));
