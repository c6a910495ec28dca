/** Who works at the utility, by what they answer for. */
export const staffRoles = ['csr', 'billing', 'supervisor', 'conservation', 'admin', 'auditor'] as const;
export type StaffRole = (typeof staffRoles)[number];

/**
 * Everything staff can be permitted, and who is. What is not here, no staff member can do: there is deliberately nothing
 * that registers a login, acts as one, sets autopay or switches a bill's delivery. The utility promises its customers that they
 * do those themselves, and never by phone (a test walks this table, the routes and the commands).
 */
export const permissions = {
  'account.search': ['csr', 'billing', 'supervisor', 'conservation', 'admin', 'auditor'],
  'account.view': ['csr', 'billing', 'supervisor', 'conservation', 'admin', 'auditor'],
  'bill.view': ['csr', 'billing', 'supervisor', 'conservation', 'auditor'],
  'phone-payment.take': ['csr', 'billing', 'supervisor'],
  'dispute.view': ['csr', 'billing', 'supervisor', 'auditor'],
  'payment.view': ['csr', 'billing', 'supervisor', 'auditor'],
  'payment.follow': ['csr', 'billing', 'supervisor'],
  'notice.view': ['csr', 'billing', 'supervisor', 'conservation', 'auditor'],
  'notice.answer': ['csr', 'billing', 'supervisor'],
  'note.view': ['csr', 'billing', 'supervisor', 'conservation', 'auditor'],
  'note.write': ['csr', 'billing', 'supervisor', 'conservation'],
  'outreach.record': ['csr', 'billing', 'supervisor', 'conservation'],
  'transition.view': ['csr', 'billing', 'supervisor', 'admin', 'auditor'],
  'roster.import': ['billing', 'supervisor', 'admin'],
  'reads.import': ['billing', 'supervisor', 'admin'],
  'reads.view': ['csr', 'billing', 'supervisor', 'conservation', 'auditor'],
  'reads.validate': ['billing', 'supervisor'],
  'bill-run.view': ['billing', 'supervisor', 'auditor'],
  'bill-run.calculate': ['billing', 'supervisor'],
  'bill-run.review': ['billing', 'supervisor'],
  'bill-run.approve': ['supervisor'],
  'bill-run.post': ['billing', 'supervisor'],
  'bill-correction.view': ['csr', 'billing', 'supervisor', 'auditor'],
  'bill-correction.answer': ['billing', 'supervisor'],
  'print-batch.view': ['billing', 'supervisor', 'auditor'],
  'print-batch.again': ['billing', 'supervisor'],
  'rate-fact.say': ['billing', 'supervisor'],
  'customer.change': ['csr', 'billing', 'supervisor'],
  'meter.exchange': ['billing', 'supervisor'],
  'place.change': ['billing', 'supervisor'],
  'leak.view': ['csr', 'billing', 'supervisor', 'conservation', 'admin', 'auditor'],
  'service.end': ['csr', 'billing', 'supervisor'],
  'service.begin': ['csr', 'billing', 'supervisor'],
  'service.transfer': ['csr', 'billing', 'supervisor'],
  'balance.move': ['billing', 'supervisor'],
  'deposit.take': ['csr', 'billing', 'supervisor'],
  'assistance.grant': ['csr', 'billing', 'supervisor'],
  'fee.charge': ['csr', 'billing', 'supervisor'],
  'fee.answer': ['billing', 'supervisor'],
  'system-water.view': ['csr', 'billing', 'supervisor', 'conservation', 'admin', 'auditor'],
  'system-water.import': ['billing', 'supervisor', 'conservation', 'admin'],
  'leak-credit.view': ['csr', 'billing', 'supervisor', 'conservation', 'auditor'],
  'leak-credit.decide': ['billing', 'supervisor', 'conservation'],
  'rebate.view': ['csr', 'billing', 'supervisor', 'conservation', 'auditor'],
  'rebate.decide': ['billing', 'supervisor', 'conservation'],
  'session.end': ['csr', 'billing', 'supervisor', 'admin'],
  'kiosk.view': ['csr', 'billing', 'supervisor', 'conservation', 'admin', 'auditor'],
  'kiosk.manage': ['admin'],
  'dead-letter.view': ['billing', 'supervisor', 'admin', 'auditor'],
  'dead-letter.answer': ['billing', 'supervisor', 'admin'],
  'access-objection.take': ['csr', 'billing', 'supervisor'],
  'access-objection.view': ['csr', 'billing', 'supervisor', 'auditor'],
  'access-objection.decide': ['billing', 'supervisor'],
  'staff.manage': ['admin'],
  'staff.review': ['admin', 'auditor'],
  'exchange-package.view': ['billing', 'supervisor', 'auditor'],
  'exchange-package.import': ['billing', 'supervisor'],
  'exchange-batch.view': ['csr', 'billing', 'supervisor', 'auditor'],
  'exchange-batch.answer': ['billing', 'supervisor'],
  'shadow-run.view': ['billing', 'supervisor', 'auditor'],
  'shadow-run.sign': ['billing', 'supervisor'],
  'audit.view': ['supervisor', 'admin', 'auditor'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof permissions;

export const isPermitted = (role: StaffRole, permission: Permission): boolean =>
  (permissions[permission] as readonly StaffRole[]).includes(role);

export const isStaffRole = (text: string): text is StaffRole => (staffRoles as readonly string[]).includes(text);
