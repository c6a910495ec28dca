export {
  type BilledBy,
  type BillersWork,
  billers,
  isCommandOffered,
  isDoneHere,
  isPermissionOffered,
  isTaskOffered,
  namedByTable,
} from './billers-work.ts';
