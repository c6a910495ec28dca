export { databaseAnswers } from './database-answers.ts';
