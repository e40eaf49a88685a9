-- Schema 4. Sessions that are over are corrected, and sessions are entered that were not recorded as they happened.

-- A correction of one part of a session, which stands beside what was recorded. Of one part the last counts; null stands
-- for what was recorded.
create table correction (
    id text primary key,
    session text not null references session on delete cascade,
    bout integer,
    at integer not null,
    author text not null,
    field text not null,
    value text
) strict;
create index correction_by_session on correction (session, field, at);
create trigger correction_is_append_only before update on correction
begin
    select raise(abort, 'corrections are only ever appended');
end;

-- Instant at which a session was entered afterwards; null for one that was recorded.
alter table session add column entered integer;
