export { type Help, type HelpAnswer, helpBeforeAndAfter } from './help-centre.ts';
