export { type HelpAnswer, type HelpCentre, helpCentre } from './help-centre.ts';
