-- Schema 1. Instants are milliseconds since 1970, days are ISO dates, ids are UUIDv7 as text, `whole` is JSON.
-- Rows that people change carry the version and the author of their last change, so that a shared store stays possible.

create table about (
    key text primary key,
    value text not null
) strict, without rowid;

create table client (
    id text primary key,
    version integer not null,
    author text not null,
    saved integer not null,
    name text not null,
    whole text not null,
    last_seen integer,
    sessions integer not null default 0
) strict;
create index client_by_last_seen on client (last_seen desc, name);

-- What was treated, for the search: the names of regions and techniques.
create table client_word (
    client text not null references client on delete cascade,
    word text not null,
    last integer not null,
    primary key (client, word)
) strict, without rowid;

create table caution_seen (
    client text not null references client on delete cascade,
    caution text not null,
    at integer not null,
    primary key (client, caution)
) strict, without rowid;

create table preset (
    id text primary key,
    client text not null references client on delete cascade,
    version integer not null,
    pinned text,
    archived integer not null default 0,
    deleted integer,
    used integer
) strict;
create index preset_by_client on preset (client, used desc);
create index preset_by_day on preset (pinned) where pinned is not null;

create table preset_version (
    preset text not null references preset on delete cascade,
    version integer not null,
    author text not null,
    saved integer not null,
    whole text not null,
    primary key (preset, version)
) strict, without rowid;

-- Plans as they were that day, each text once.
create table plan (
    hash text primary key,
    whole text not null
) strict, without rowid;

create table session (
    id text primary key,
    version integer not null default 1,
    author text not null,
    client text references client on delete cascade,
    preset text,
    preset_version integer,
    plan text not null references plan,
    name text not null,
    began integer not null,
    saved integer not null,
    state text not null,
    options text not null,
    holds integer not null default 0,
    held_ms integer not null default 0,
    account text
) strict;
create index session_by_client on session (client, began desc);
create index session_by_plan on session (plan);
create index session_running on session (began) where state = 'running';

create table event (
    session text not null references session on delete cascade,
    seq integer not null,
    at_ms integer not null,
    whole text not null,
    primary key (session, seq)
) strict, without rowid;

-- From where a session that runs can be continued; gone when it is over.
create table restore (
    session text primary key references session on delete cascade,
    saved integer not null,
    whole text not null
) strict, without rowid;

-- A session that was cut off and went on: from this instant of it, the instant on the wall that is its time zero.
create table resumed (
    session text not null references session on delete cascade,
    from_ms integer not null,
    zero integer not null,
    primary key (session, from_ms)
) strict, without rowid;

-- The steps that were added while a session ran.
create table added_step (
    session text not null references session on delete cascade,
    step integer not null,
    whole text not null,
    primary key (session, step)
) strict, without rowid;

create table hold (
    session text not null references session on delete cascade,
    bout integer not null,
    step integer not null,
    side text not null,
    position text,
    region text,
    technique text not null,
    held_ms integer not null,
    released_ms integer,
    whole text not null,
    primary key (session, bout)
) strict, without rowid;

create table annotation (
    id text primary key,
    session text not null references session on delete cascade,
    bout integer,
    at integer not null,
    author text not null,
    text text not null
) strict;
create index annotation_by_session on annotation (session, at);

create table question (
    session text not null references session on delete cascade,
    bout integer not null,
    asks text not null,
    at integer not null,
    primary key (session, bout, asks)
) strict, without rowid;
create index question_by_time on question (at);

-- What was looked at and changed, by day. It alone survives an erase.
create table log (
    id integer primary key,
    day text not null,
    action text not null,
    what text not null
) strict;
create index log_by_what on log (what, day);

create trigger event_is_append_only before update on event
begin
    select raise(abort, 'events are only ever appended');
end;
create trigger log_is_append_only_in_change before update on log
begin
    select raise(abort, 'the log is only ever appended to');
end;
create trigger log_is_append_only_in_delete before delete on log
begin
    select raise(abort, 'the log is only ever appended to');
end;
