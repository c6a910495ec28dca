export { transitionCommand } from './transition-command.ts';
