export const link = (publicUrl: string, account: string) => `${publicUrl}/accounts/${account}/use`;
export const settings = '/settings/phone?news=yes';
export const fine = (folder: string) => [`${folder}/rates/a.owrs`, `content/${folder}/help/a.md`, '/payroll'];
