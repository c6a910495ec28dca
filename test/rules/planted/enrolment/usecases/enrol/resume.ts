export const resume = `
  update autopay
  set ended_at = null, ended_reason = null where id = $1`;
