/** How an owner knows a helper: by email, or by whom they said a sheet was for. Empty where neither is known. */
export const knownAs = ({ email, label }: { readonly email?: string; readonly label?: string }): string =>
  email ?? label ?? '';
