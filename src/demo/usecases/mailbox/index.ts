export { type DemoItem, demoItem, demoItems } from '../../store/mailbox.ts';
