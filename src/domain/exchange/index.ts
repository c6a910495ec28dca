export {
  type BilledBy,
  billers,
  isCommandOffered,
  isDoneHere,
  isPermissionOffered,
  isTaskOffered,
  namedByTable,
} from './billers-work.ts';
