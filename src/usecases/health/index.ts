export { isUnreadableValue } from '../../store/unreadable-value.ts';
export { databaseAnswers } from './database-answers.ts';
