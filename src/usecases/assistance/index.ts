export { type AssistanceGranted, assistanceOf, findAssistance } from '../../store/assistance.ts';
export { type AssistanceDeps, endAssistance, grantAssistance, type TypedAssistance } from './grant-assistance.ts';
export { assistanceTerms, programmeRules } from './programmes.ts';
export { remindOfAssistance } from './remind-of-assistance.ts';
