export { delegatesArea } from './area.ts';
export { HelperNote, helpedAccount } from './helper-note.tsx';
