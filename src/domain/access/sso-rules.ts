import { readEmail } from './email.ts';
import { isStaffRole, type StaffRole } from './permissions.ts';

/** What the utility believes of its provider. Whatever no rule allows is refused. */
export interface SsoRules {
  /** Domains whose emails are staff's. */
  readonly emailDomains: readonly string[];
  /** The claim that says a person's groups, and the role of each group; the first in this order holds. */
  readonly roleClaim: string;
  readonly roles: Readonly<Record<string, string>>;
  /** What the provider says where it asked for a second factor. */
  readonly secondFactor: { readonly amr: readonly string[]; readonly acr: readonly string[] };
}

export interface SsoPerson {
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  /** By the provider's groups; absent where it says none that has one. */
  readonly role?: StaffRole;
  readonly hasSecondFactor: boolean;
}

/** The person of a provider's claims, or why they are nobody here. */
export function personOfClaims(
  claims: Readonly<Record<string, unknown>>,
  rules: SsoRules,
): SsoPerson | 'email-not-verified' | 'email-not-allowed' {
  const email = readEmail(textOf(claims['email']));
  if (email === undefined || claims['email_verified'] !== true) return 'email-not-verified';
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (!rules.emailDomains.includes(domain)) return 'email-not-allowed';
  const groups = [claims[rules.roleClaim] ?? []].flat().map(String);
  const role = Object.entries(rules.roles).find(([group]) => groups.includes(group))?.[1] ?? '';
  const amr = [claims['amr'] ?? []].flat().map(String);
  const { secondFactor } = rules;
  return {
    subject: textOf(claims['sub']),
    email,
    name: textOf(claims['name']) || email,
    ...(isStaffRole(role) ? { role } : {}),
    hasSecondFactor:
      amr.some((method) => secondFactor.amr.includes(method)) || secondFactor.acr.includes(textOf(claims['acr'])),
  };
}

const textOf = (claim: unknown): string => (typeof claim === 'string' ? claim : '');
