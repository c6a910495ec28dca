export { type DemoItem, demoItem, demoItems } from '../../store/mailbox.ts';
export { type DemoLogin, demoLogins } from './demo-logins.ts';
