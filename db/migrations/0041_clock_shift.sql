-- An answer that sets a clock right: the hours of a stretch, moved by whole hours.

alter table reads_decision drop constraint reads_decision_kind_check;
alter table reads_decision add constraint reads_decision_kind_check
  check (kind in ('accept', 'estimate', 'edit', 'shift', 'undo'));

-- By how many hours the clock was ahead (behind: negative), and the stretch of what it labelled.
alter table reads_decision add column ahead_hours smallint check (ahead_hours between -23 and 23 and ahead_hours <> 0);
alter table reads_decision add column shifted_from timestamptz;
alter table reads_decision add column shifted_until timestamptz check (shifted_until > shifted_from);
alter table reads_decision add constraint reads_decision_shift
  check ((kind = 'shift') = (ahead_hours is not null) and (kind = 'shift') = (shifted_from is not null)
    and (kind = 'shift') = (shifted_until is not null));
