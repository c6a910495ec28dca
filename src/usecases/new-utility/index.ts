export { type Answers, type Question, questions, usualAnswer } from './questions.ts';
export { discardDraft, draftUtility, keepDraft } from './utility-folder.ts';
