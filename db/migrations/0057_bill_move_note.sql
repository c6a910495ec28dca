-- release: 0.2.0 expand
-- What a bill says of the move from the old portal, to its account, as it was on the day it was issued.

alter table bill add column move_note jsonb;
