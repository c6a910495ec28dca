export { type DemoItem, demoItem, demoItems } from '../../store/demo-mail.ts';
