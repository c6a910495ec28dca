export const task = `update autopay set ended_at = $2, ended_reason = $3 where account_id = $1`;
