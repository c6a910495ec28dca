export { type Help, type HelpAnswer, type HelpCentre, helpBeforeAndAfter } from './help-centre.ts';
