import { type AlertKind, quietFor, restOf, waysFor } from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { PersonToTell } from '../../store/alerts/index.ts';
import type { NoticeToTell } from '../notices/index.ts';

/** How a kind of alert reaches a person: the part of a notice that says where it goes, and when not. */
export function reachOf(
  { loginId, email, language, choices, phone }: PersonToTell,
  kind: AlertKind,
): Pick<NoticeToTell, 'to' | 'language' | 'loginId' | 'ways' | 'telephone' | 'rest'> {
  const quiet = quietFor(choices, kind);
  return {
    ...present({ to: email }),
    language,
    loginId,
    ways: waysFor(kind, choices, { phone: phone?.ways ?? [], hasEmail: email !== undefined }),
    ...present({ telephone: phone?.number }),
    rest: { sms: restOf('sms', kind, quiet), voice: restOf('voice', kind, quiet) },
  };
}
