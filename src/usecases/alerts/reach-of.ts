import { type AlertKind, quietFor, restOf, waysFor } from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { PersonToTell } from '../../store/alerts/index.ts';
import type { NoticeToTell } from '../notices/index.ts';

/** How a kind of alert reaches a person: the part of a notice that says where it goes, when not, and which of their homes it is about. */
export function reachOf(
  { loginId, email, language, choices, place, phone }: PersonToTell,
  kind: AlertKind,
): Pick<NoticeToTell, 'to' | 'language' | 'loginId' | 'ways' | 'telephone' | 'rest' | 'place'> {
  const quiet = quietFor(choices, kind);
  return {
    ...present({ to: email }),
    language,
    loginId,
    ways: waysFor(kind, choices, { phone: phone?.ways ?? [], hasEmail: email !== undefined }),
    ...present({ telephone: phone?.number, place }),
    rest: { sms: restOf('sms', kind, quiet), voice: restOf('voice', kind, quiet) },
  };
}
