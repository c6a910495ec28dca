import { homesOf } from '../demo/web/mailbox.ts';

export const mailOf = homesOf;
