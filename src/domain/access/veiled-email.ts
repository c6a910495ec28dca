/** An email that its owner knows and a stranger does not learn: `m…@example.org`. */
export function veiledEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email][0] ?? ''}…${email.slice(at)}`;
}
