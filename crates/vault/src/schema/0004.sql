-- Schema 4. Sessions that are over are corrected, sessions are entered that were not recorded as they happened, the
-- deletion of a session goes out with an export and can be taken back on any computer, and clients turn out to be one
-- person.

-- The last word on whether a session of this client, or of nobody, is deleted; the session itself may be elsewhere.
create table deletion (
    session text not null,
    client text references client on delete cascade,
    at integer not null,
    author text not null,
    deleted integer not null
) strict;
create unique index deletion_by_session on deletion (session, coalesce(client, ''));

-- Until now the log alone said so, and only by day.
insert into deletion (session, client, at, author, deleted)
    select session.id, session.client, coalesce(cast(strftime('%s', log.day) as integer), 0) * 1000,
        coalesce((select value from about where key = 'installation'), 'therapist'), 1
    from session join log on log.id = (
        select max(id) from log where what = session.id and action in ('session deleted', 'session put back')
    )
    where log.action = 'session deleted';

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

-- The client as whom this one is shown, of all that `whole.same_as` leads to; null for one who is shown as such.
alter table client add column person text;
create index client_by_person on client (person) where person is not null;
